/* message.c - failures in words: what happened, at which host, and what can be done. */
#include "config.h"

#include <errno.h>

#include "net_int.h"
#include "quotidian/paths.h"

static void say(struct err *e, const struct transfer *t, const char *what)
{
	struct str host = transfer_host(t);
	err_set(e, QD_ENET, STR_FMT ": %s", STR_ARG(host), what);
}

static void say_timeout(struct err *e, const struct transfer *t, const struct fetch_options *o)
{
	struct str host = transfer_host(t);
	curl_off_t asked = 0; /* after connecting, also when the connection is an old one */
	curl_easy_getinfo(t->easy, CURLINFO_PRETRANSFER_TIME_T, &asked);
	if (!asked && !t->header_bytes)
		err_set(e, QD_ENET, STR_FMT ": no connection within %ld seconds; the server may be down", STR_ARG(host), o->connect_timeout_s);
	else if (!t->body.n && !t->header_bytes)
		err_set(e, QD_ENET, STR_FMT ": the server takes the connection but does not answer", STR_ARG(host));
	else
		err_set(e, QD_ENET, STR_FMT ": too slow; given up after %lld seconds with %zu bytes", STR_ARG(host),
		        (long long)(clock_mono_ms() - t->started_ms) / 1000, t->body.n);
}

static void say_no_connection(struct err *e, const struct transfer *t, const struct fetch_options *o)
{
	long os = 0;
	curl_easy_getinfo(t->easy, CURLINFO_OS_ERRNO, &os);
	if (t->refused)
		say(e, t, "belongs to a private network, where an address from a feed or a redirect may not lead");
	else if (transfer_is_proxied(t->url, o))
		say(e, t, "no connection could be made through the proxy; check the proxy setting, or the variables http_proxy, https_proxy and no_proxy");
	else if (os == ECONNREFUSED)
		say(e, t, "refuses connections; the server may be down, or the port wrong");
	else if (os == ENETUNREACH || os == EHOSTUNREACH)
		say(e, t, "cannot be reached; check your connection");
	else
		say(e, t, "no connection could be made; check your connection");
}

static void say_certificate(struct err *e, const struct transfer *t, CURLcode code)
{
	long verdict = 0;
	struct str host = transfer_host(t);
	const char *why = t->curl_message[0] ? t->curl_message : curl_easy_strerror(code), *todo = "check the address and this machine's clock";
	curl_easy_getinfo(t->easy, CURLINFO_SSL_VERIFYRESULT, &verdict);
	/* X509_V_ERR_ codes of OpenSSL: the issuer is not known, or is the certificate itself. */
	if (verdict >= 18 && verdict <= 21)
		todo = "if it is a server of your own, name its authority in SSL_CERT_FILE";
	err_set(e, QD_ENET, STR_FMT ": its certificate is not trusted (%s); %s", STR_ARG(host), why, todo);
}

void message_for_curl(struct err *e, const struct transfer *t, CURLcode code, const struct fetch_options *o)
{
	struct str host = transfer_host(t);
	if (t->stop == STOP_BODY) {
		err_set(e, QD_ELIMIT, STR_FMT ": larger than the limit of %zu MB", STR_ARG(host), t->body_max >> 20);
		return;
	}
	if (t->stop == STOP_CROWD) {
		err_set(e, QD_ELIMIT, STR_FMT ": too many large answers came at one time; it will be tried again later", STR_ARG(host));
		return;
	}
	if (t->stop == STOP_HEADERS) {
		err_set(e, QD_ELIMIT, STR_FMT ": more than %zu kB of headers", STR_ARG(host), HEADER_BYTES_MAX >> 10);
		return;
	}
	switch (code) {
	case CURLE_COULDNT_RESOLVE_HOST:
		say(e, t, "the host could not be found; check the address and your connection");
		break;
	case CURLE_COULDNT_RESOLVE_PROXY:
	case CURLE_PROXY:
		say(e, t, "the proxy could not be reached; check the proxy setting");
		break;
	case CURLE_COULDNT_CONNECT:
		say_no_connection(e, t, o);
		break;
	case CURLE_OPERATION_TIMEDOUT:
		say_timeout(e, t, o);
		break;
	case CURLE_PEER_FAILED_VERIFICATION:
		say_certificate(e, t, code);
		break;
	case CURLE_SSL_CACERT_BADFILE:
		say(e, t, "the file of certificate authorities cannot be read; check the variables SSL_CERT_FILE and CURL_CA_BUNDLE");
		break;
	case CURLE_SSL_CONNECT_ERROR:
		say(e, t, "no secure connection could be agreed on; the address may need http instead of https");
		break;
	case CURLE_GOT_NOTHING:
		say(e, t, "the server closed the connection without an answer");
		break;
	case CURLE_RECV_ERROR:
	case CURLE_SEND_ERROR:
	case CURLE_HTTP2:
	case CURLE_HTTP2_STREAM:
		say(e, t, "the connection broke off");
		break;
	case CURLE_PARTIAL_FILE:
		say(e, t, "the answer breaks off before its end");
		break;
	case CURLE_BAD_CONTENT_ENCODING:
		say(e, t, "the answer cannot be decompressed");
		break;
	case CURLE_UNSUPPORTED_PROTOCOL:
	case CURLE_WEIRD_SERVER_REPLY:
		say(e, t, "the server does not speak HTTP");
		break;
	default:
		say(e, t, t->curl_message[0] ? t->curl_message : curl_easy_strerror(code));
	}
}

void message_for_status(struct err *e, const struct transfer *t, long status)
{
	static const struct {
		long status;
		const char *what;
	} known[] = {
		{ 304, "answered \"not modified\" (304) though nothing is known of it yet" },
		{ 401, "asks for a name and a password (401)" },
		{ 403, "refuses access (403)" },
		{ 404, "there is nothing at this address (404); it may have moved" },
		{ 407, "the proxy asks for a name and a password (407)" },
		{ 410, "has ended: the server says that it is gone for good (410)" },
		{ 429, "too many requests (429); it will be asked less often" },
		{ 451, "not available for legal reasons (451)" },
		{ 503, "the server is busy or under repair (503); it will be tried again later" },
	};
	struct str host = transfer_host(t);
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (known[i].status == status) {
			say(e, t, known[i].what);
			return;
		}
	}
	if (status >= 500)
		err_set(e, QD_ENET, STR_FMT ": the server has a problem (%ld); it will be tried again later", STR_ARG(host), status);
	else
		err_set(e, QD_ENET, STR_FMT ": the server refuses the request (%ld)", STR_ARG(host), status);
}
