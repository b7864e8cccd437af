#include <zlib.h>

// deflateInit2 is a macro, which Swift can't import. 15 + 16: the largest window, in a gzip wrapper.
static inline int rallynov_gzip_begin(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
}
