// libxlsxwriter for Swift. None of its functions is variadic and its plain structs import
// as Swift structs; only macros such as CELL("A1") and COLS("A:C") do not, so rows and columns are given as numbers.
// Needs Debian's libxlsxwriter-dev (1.1.4).
#include <xlsxwriter.h>
