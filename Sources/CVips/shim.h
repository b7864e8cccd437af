// The few libvips calls that a picture needs. libvips' operations are variadic, which
// Swift cannot call: each gets a static inline wrapper here. Only VipsImage pointers and buffers cross the border.
// Needs Debian's libvips-dev (8.14).
#ifndef RALLYNOV_VIPS_SHIM_H
#define RALLYNOV_VIPS_SHIM_H
#include <errno.h>
#include <fcntl.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vips/vips.h>

static inline void rv_hear_nothing(const gchar *domain, GLogLevelFlags level, const gchar *words, gpointer me) {}

static inline int rv_init(void) {
    g_log_set_handler("VIPS", G_LOG_LEVEL_WARNING, rv_hear_nothing, NULL);    // one a row of a damaged picture
#ifdef __GLIBC__
    // A heap of 64 MB of addresses for each thread of a decoder would leave nothing within the limit, on a machine of many cores.
    mallopt(M_ARENA_MAX, 2);
#endif
    if (VIPS_INIT("rallynov")) return -1;
    vips_block_untrusted_set(TRUE);                       // no SVG, PDF, ImageMagick, … loaders
    vips_operation_block_set("VipsForeignLoad", TRUE);    // and of the rest only these:
    vips_operation_block_set("VipsForeignLoadJpeg", FALSE);
    vips_operation_block_set("VipsForeignLoadPng", FALSE);
    vips_operation_block_set("VipsForeignLoadWebp", FALSE);
    vips_operation_block_set("VipsForeignLoadHeif", FALSE);
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    return 0;
}

// The first bytes of a file; how many there are, at most `count`.
static inline long rv_head(const char *file, unsigned char *bytes, size_t count) {
    int source = open(file, O_RDONLY | O_CLOEXEC);
    if (source < 0) return -1;
    ssize_t got = read(source, bytes, count);
    close(source);
    return got;
}

// Header only: no pixel is decoded before the size has been judged.
static inline VipsImage *rv_open(const char *file) {
    return vips_image_new_from_file(file, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on", VIPS_FAIL_ON_TRUNCATED, NULL);
}

static inline const char *rv_loader(VipsImage *in) {
    const char *name = NULL;
    return vips_image_get_typeof(in, "vips-loader") && !vips_image_get_string(in, "vips-loader", &name) ? name : "";
}

static inline int rv_is_on_its_side(VipsImage *in) { return vips_image_get_orientation_swap(in); }

// Shrinks on load, turns by the EXIF orientation, converts to sRGB with the profile inside: `width` pixels wide at most.
static inline int rv_thumbnail(const char *file, VipsImage **out, int width) {
    return vips_thumbnail(
        file, out, width, "height", VIPS_MAX_COORD, "size", VIPS_SIZE_DOWN, "export_profile", "srgb", "fail_on",
        VIPS_FAIL_ON_TRUNCATED, NULL);
}

static inline int rv_smaller(VipsImage *in, VipsImage **out, int width) {
    return vips_thumbnail_image(in, out, width, "height", VIPS_MAX_COORD, "size", VIPS_SIZE_DOWN, NULL);
}

// Three bands of eight bits, and a fourth for what is seen through.
static inline int rv_plain(VipsImage *in, VipsImage **out) { return vips_colourspace(in, out, VIPS_INTERPRETATION_sRGB, NULL); }

// In memory, so that it is decoded once and encoded often.
static inline VipsImage *rv_memory(VipsImage *in) { return vips_image_copy_memory(in); }

// Without any field that the file brought, known or not: the savers' own "strip" leaves EXIF in WebP (libvips 8.14.1).
static inline VipsImage *rv_bare(VipsImage *in) {
    VipsImage *copy = NULL;
    if (vips_copy(in, &copy, "xres", 1.0, "yres", 1.0, NULL)) return NULL;
    gchar **fields = vips_image_get_fields(copy);
    // Those that every image has (width, bands, …) cannot be removed, and stay.
    for (int i = 0; fields && fields[i]; i++) vips_image_remove(copy, fields[i]);
    g_strfreev(fields);
    return copy;
}

// On white, for a format that nothing can be seen through.
static inline int rv_flatten(VipsImage *in, VipsImage **out) {
    VipsArrayDouble *white = vips_array_double_newv(3, 255.0, 255.0, 255.0);
    int result = vips_flatten(in, out, "background", white, NULL);
    vips_area_unref(VIPS_AREA(white));
    return result;
}

static inline int rv_jpeg(VipsImage *in, void **data, size_t *size) {
    return vips_jpegsave_buffer(in, data, size, "Q", 82, "optimize_coding", TRUE, "interlace", TRUE, "strip", TRUE, NULL);
}

static inline int rv_webp(VipsImage *in, void **data, size_t *size) {
    return vips_webpsave_buffer(in, data, size, "Q", 78, "effort", 4, "strip", TRUE, NULL);
}

static inline void rv_unref(VipsImage *image) { if (image) g_object_unref(image); }

// A new file that its owner alone reads; -1 where it cannot be written whole.
static inline int rv_write(const char *file, const void *data, size_t size) {
    int target = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (target < 0) return -1;
    size_t written = 0;
    while (written < size) {
        ssize_t count = write(target, (const char *)data + written, size - written);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        written += count;
    }
    int kept = fsync(target);
    return close(target) || kept || written < size ? -1 : 0;
}

static inline int rv_folder(const char *path) { return mkdir(path, 0700); }

static inline void rv_say(const char *line, int to) { dprintf(to, "%s\n", line); }
#endif
