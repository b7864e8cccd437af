-- Every request asks for another page of the catalogue, as UNSEEN says: none was kept from before.
local kind = os.getenv("UNSEEN")
local words = { "mobilit%C3%A9", "emploi", "handicap", "insertion", "formation", "%C3%A9nergie", "jeunes", "sant%C3%A9", "logement", "alimentation" }
local threads = 0
local count = 0

function setup(thread)
   thread:set("number", threads)
   threads = threads + 1
end

function request()
   count = count + 1
   -- A number that never comes back, beside a question that does.
   local unseen = "&v=" .. number .. "." .. count .. "." .. os.time()
   if kind == "search" then
      return wrk.format("GET", "/catalogue?q=" .. words[count % #words + 1] .. unseen)
   end
   return wrk.format("GET", "/catalogue?page=" .. (count % 80 + 1) .. unseen)
end
