#include <curl/curl.h>

// curl_easy_setopt is variadic, which Swift can't call: one wrapper a kind of value.
static inline CURLcode rallynov_curl_set_text(CURL *curl, CURLoption option, const char *value) {
    return curl_easy_setopt(curl, option, value);
}

static inline CURLcode rallynov_curl_set_number(CURL *curl, CURLoption option, long value) {
    return curl_easy_setopt(curl, option, value);
}

static inline CURLcode rallynov_curl_set_list(CURL *curl, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(curl, option, value);
}

static inline CURLcode rallynov_curl_set_reader(CURL *curl, size_t (*reader)(char *, size_t, size_t, void *), void *data) {
    CURLcode code = curl_easy_setopt(curl, CURLOPT_READFUNCTION, reader);
    return code == CURLE_OK ? curl_easy_setopt(curl, CURLOPT_READDATA, data) : code;
}

static inline CURLcode rallynov_curl_get_number(CURL *curl, CURLINFO info, long *value) {
    return curl_easy_getinfo(curl, info, value);
}

// What the server answers, line by line.
static inline CURLcode rallynov_curl_set_answers(CURL *curl, size_t (*writer)(char *, size_t, size_t, void *), void *data) {
    CURLcode code = curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, writer);
    return code == CURLE_OK ? curl_easy_setopt(curl, CURLOPT_HEADERDATA, data) : code;
}

// Asked at least once a second: anything but 0 ends the transfer.
static inline CURLcode rallynov_curl_set_progress(
    CURL *curl, int (*progress)(void *, curl_off_t, curl_off_t, curl_off_t, curl_off_t), void *data) {
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    CURLcode code = curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, progress);
    return code == CURLE_OK ? curl_easy_setopt(curl, CURLOPT_XFERINFODATA, data) : code;
}
