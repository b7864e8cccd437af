#include <zlib.h>

// deflateInit2 is a macro, which Swift can't import. 15 + 16: the largest window, in a gzip wrapper.
static inline int rallynov_gzip_begin(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
}

// -15: the largest window, without any wrapper, as archives hold what they compress.
static inline int rallynov_deflate_begin(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
}

static inline int rallynov_inflate_begin(z_stream *stream) { return inflateInit2(stream, -15); }
