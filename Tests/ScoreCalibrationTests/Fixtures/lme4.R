# Writes what the tests compare with: variances, effects and deviance of lme4 (Bates et al., 2015) on generated marks.
# Rscript lme4.R, from this folder; needs r-cran-lme4.
suppressMessages(library(lme4))

generate <- function(seed, entries, jurors, readers, pools) {
  set.seed(seed)
  pool <- rnorm(pools, sd = .8)
  worth <- rnorm(entries) + pool[(seq_len(entries) - 1) %% pools + 1]
  severity <- rnorm(jurors, sd = .7)
  rows <- lapply(seq_len(entries), function(i) {
    j <- sort(sample(jurors, readers))
    data.frame(entry = i, juror = j, score = round(5.5 + 1.5 * (worth[i] + severity[j] + rnorm(readers, sd = .9)), 2))
  })
  d <- do.call(rbind, rows)
  data.frame(entry_id = sprintf("E%02d", d$entry), judge_id = sprintf("J%02d", d$juror), score = d$score,
             pool = sprintf("P%d", (d$entry - 1) %% pools + 1))
}

fit <- function(formula, d, name, kind) {
  f <- lmer(formula, d, REML = TRUE,
            control = lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-12, maxfun = 1e6), calc.derivs = FALSE))
  v <- as.data.frame(VarCorr(f)); r <- ranef(f)
  variance <- function(g) if (g %in% v$grp) v$vcov[v$grp == g] else NA
  pool <- if ("pool" %in% names(r)) r$pool[tapply(d$pool, d$entry_id, `[`, 1), 1] else 0
  entries <- data.frame(case = name, model = kind, what = "entry", id = rownames(r$entry_id),
                        value = fixef(f)[[1]] + r$entry_id[, 1] + pool)
  jurors <- data.frame(case = name, model = kind, what = "juror", id = rownames(r$judge_id), value = r$judge_id[, 1])
  figures <- data.frame(case = name, model = kind, what = "variance", id = c("pool", "entry", "juror", "residual"),
                        value = c(variance("pool"), variance("entry_id"), variance("judge_id"), variance("Residual")))
  deviance <- data.frame(case = name, model = kind, what = "deviance", id = "", value = -2 * as.numeric(logLik(f)))
  rbind(figures, deviance, entries, jurors)
}

cases <- list(mixed = generate(1, 24, 6, 3, 3), wide = generate(2, 8, 20, 6, 2), small = generate(3, 12, 4, 3, 3),
              many = generate(4, 40, 12, 3, 4))
known <- NULL
for (name in names(cases)) {
  write.csv(cases[[name]], paste0(name, ".csv"), row.names = FALSE, quote = FALSE)
  known <- rbind(known, fit(score ~ 1 + (1 | entry_id) + (1 | judge_id), cases[[name]], name, "plain"),
                 fit(score ~ 1 + (1 | pool) + (1 | entry_id) + (1 | judge_id), cases[[name]], name, "pools"))
}
known$value <- sprintf("%.12g", known$value)
write.csv(known, "lme4.csv", row.names = FALSE, quote = FALSE)
