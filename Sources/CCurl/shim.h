#include <curl/curl.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

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

// Asked before each connection, with the address that it would be made to: a socket, or -1 to make none.
static inline CURLcode rallynov_curl_set_gate(CURL *curl, curl_opensocket_callback gate, void *data) {
    CURLcode code = curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, gate);
    return code == CURLE_OK ? curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, data) : code;
}

// The address in the order of the network: 4 bytes, or 16; 0 for any other kind.
static inline int rallynov_curl_address(const struct curl_sockaddr *address, unsigned char *bytes) {
    if (address->family == AF_INET) {
        memcpy(bytes, &((const struct sockaddr_in *)&address->addr)->sin_addr, 4);
        return 4;
    }
    if (address->family == AF_INET6) {
        memcpy(bytes, &((const struct sockaddr_in6 *)&address->addr)->sin6_addr, 16);
        return 16;
    }
    return 0;
}

static inline int rallynov_curl_socket(const struct curl_sockaddr *address) {
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

// TLS 1.2 at least, whatever the library was built to accept.
static inline CURLcode rallynov_curl_use_modern_tls(CURL *curl) {
    return curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
}

static inline CURLcode rallynov_curl_set_large(CURL *curl, CURLoption option, long long value) {
    return curl_easy_setopt(curl, option, (curl_off_t)value);
}

// What the server sends, piece by piece.
static inline CURLcode rallynov_curl_set_writer(CURL *curl, size_t (*writer)(char *, size_t, size_t, void *), void *data) {
    CURLcode code = curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, writer);
    return code == CURLE_OK ? curl_easy_setopt(curl, CURLOPT_WRITEDATA, data) : code;
}

static inline CURLcode rallynov_curl_get_large(CURL *curl, CURLINFO info, long long *value) {
    curl_off_t found = 0;
    CURLcode code = curl_easy_getinfo(curl, info, &found);
    *value = found;
    return code;
}
