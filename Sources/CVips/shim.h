// The few libvips calls that a picture needs. libvips' operations are variadic, which
// Swift cannot call: each gets a static inline wrapper here. Only VipsImage pointers and buffers cross the border.
// Needs Debian's libvips-dev (8.14).
#ifndef RALLYNOV_VIPS_SHIM_H
#define RALLYNOV_VIPS_SHIM_H
#include <vips/vips.h>
#include <string.h>

static inline int rv_init(void) {
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
// Header only: no pixel is decoded before the size has been judged.
static inline VipsImage *rv_open(const char *file) {
    return vips_image_new_from_file(file, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on", VIPS_FAIL_ON_TRUNCATED, NULL);
}
static inline const char *rv_loader(VipsImage *in) {
    const char *name = NULL;
    return vips_image_get_typeof(in, "vips-loader") && !vips_image_get_string(in, "vips-loader", &name) ? name : "";
}
static inline int rv_pages(VipsImage *in) { return vips_image_get_n_pages(in); }
// Shrinks on load, turns by the EXIF orientation, converts to sRGB with the profile inside.
static inline int rv_thumbnail(const char *file, VipsImage **out, int width, int height) {
    return vips_thumbnail(file, out, width, "height", height, "size", VIPS_SIZE_DOWN, "export_profile", "srgb", "fail_on", VIPS_FAIL_ON_TRUNCATED, NULL);
}
static inline void *rv_drop(VipsImage *image, const char *field, GValue *value, void *a) {
    (void)value; (void)a;
    if (!strncmp(field, "exif-", 5) || !strncmp(field, "xmp-", 4) || !strncmp(field, "iptc-", 5) || !strncmp(field, "png-comment-", 12) ||
        !strcmp(field, "icc-profile-data") || !strcmp(field, "photoshop-data") || !strcmp(field, "orientation") ||
        !strcmp(field, "heif-thumbnail") || !strcmp(field, "comment"))
        vips_image_remove(image, field);
    return NULL;
}
// All metadata away: the savers' own "strip" leaves EXIF in WebP (libvips 8.14.1).
static inline VipsImage *rv_bare(VipsImage *in) {
    VipsImage *copy = NULL;
    if (vips_copy(in, &copy, NULL)) return NULL;
    gchar **fields = vips_image_get_fields(copy);
    for (int i = 0; fields && fields[i]; i++) rv_drop(copy, fields[i], NULL, NULL);
    g_strfreev(fields);
    return copy;
}
static inline VipsImage *rv_memory(VipsImage *in) { return vips_image_copy_memory(in); }
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
static inline int rv_avif(VipsImage *in, void **data, size_t *size) {
    return vips_heifsave_buffer(in, data, size, "Q", 55, "compression", VIPS_FOREIGN_HEIF_COMPRESSION_AV1, "effort", 3, "strip", TRUE, NULL);
}
static inline void rv_unref(VipsImage *image) { if (image) g_object_unref(image); }
#endif
