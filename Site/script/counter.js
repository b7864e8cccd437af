// Counts the characters of a field with [data-counter] in the element that it names by its id, as a person counts them: a
// family of faces is one, and so is a letter with its accent. The most is its maxlength or, where too long a text is kept all
// the same, its data-most:
// <span id="…" data-text="Characters: %1 of %2" data-over="Characters too many: %1">.
const number = new Intl.NumberFormat(document.documentElement.lang);
const pause = 1000, share = 0.1;
const signs = "Segmenter" in Intl && new Intl.Segmenter(document.documentElement.lang, { granularity: "grapheme" });
const lengthOf = (text) => signs ? [...signs.segment(text)].length : [...text].length;

// Spaces at its ends are not counted against a text, here or by the site.
const length = (text) => lengthOf(text.trim());

for (const field of document.querySelectorAll("[data-counter]")) {
  const counter = document.getElementById(field.dataset.counter);
  if (counter) count(field, counter, Number(field.dataset.most) || field.maxLength);
}

function count(field, counter, most) {
  const spoken = document.createElement("span");
  spoken.className = "vh";
  spoken.setAttribute("role", "status");
  counter.after(spoken);
  // A text pasted in would be cut without a word: it is taken whole, and the excess is said.
  field.removeAttribute("maxlength");
  let timer;
  const show = () => {
    const left = most - length(field.value);
    const [text, numbers] = left < 0 ? [counter.dataset.over, [-left]] : [counter.dataset.text, [most - left, most]];
    counter.textContent = text.replace(/%(\d)/g, (_, index) => number.format(numbers[index - 1]));
    counter.classList.toggle("over", left < 0);
    clearTimeout(timer);
    timer = setTimeout(() => { spoken.textContent = left < most * share ? counter.textContent : ""; }, pause);
  };
  field.addEventListener("input", show);
  show();
}
