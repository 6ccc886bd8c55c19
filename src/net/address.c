/* address.c - which addresses belong to private networks (IANA special-purpose registries, RFC 6890), and which to one server. */
#include "config.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <strings.h>

#include "net_int.h"

static const struct {
	uint32_t net;
	unsigned bits;
} v4[] = {
	{ 0x00000000, 8 }, /* this network */
	{ 0x0A000000, 8 }, /* RFC 1918 */
	{ 0x64400000, 10 },/* carrier-grade NAT */
	{ 0x7F000000, 8 }, /* loopback */
	{ 0xA9FE0000, 16 },/* link-local, and the clouds' metadata services */
	{ 0xAC100000, 12 },/* RFC 1918 */
	{ 0xC0000000, 24 },/* protocol assignments */
	{ 0xC0A80000, 16 },/* RFC 1918 */
	{ 0xC6120000, 15 },/* benchmarking */
	{ 0xE0000000, 3 }, /* multicast, reserved, broadcast */
};

static bool private_v4(uint32_t a)
{
	for (size_t i = 0; i < sizeof v4 / sizeof *v4; i++)
		if ((a ^ v4[i].net) >> (32 - v4[i].bits) == 0)
			return true;
	return false;
}

static uint32_t be32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static bool private_v6(const unsigned char a[16])
{
	static const unsigned char zero[16], mapped[12] = { [10] = 0xFF, [11] = 0xFF }, nat64[12] = { 0x00, 0x64, 0xFF, 0x9B };
	static const unsigned char local64[6] = { 0x00, 0x64, 0xFF, 0x9B, 0x00, 0x01 };
	static const unsigned char loopback[16] = { [15] = 1 };
	if (memcmp(a, loopback, 16) == 0)
		return true;
	if (memcmp(a, local64, 6) == 0) /* NAT64 of one's own network (RFC 8215): which bits are the IPv4 address is its own choice */
		return true;
	/* Forms that carry an IPv4 address: compatible, mapped, NAT64 (RFC 6052), 6to4. */
	if (memcmp(a, zero, 12) == 0 || memcmp(a, mapped, 12) == 0 || memcmp(a, nat64, 12) == 0)
		return private_v4(be32(a + 12));
	if (a[0] == 0x20 && a[1] == 0x02)
		return private_v4(be32(a + 2));
	if ((a[0] & 0xFE) == 0xFC) /* unique local */
		return true;
	if ((a[0] == 0xFE && (a[1] & 0xC0) >= 0x80) || a[0] == 0xFF) /* link-local, site-local, multicast */
		return true;
	return false;
}

bool address_is_private(const struct sockaddr *sa)
{
	if (sa->sa_family == AF_INET) {
		struct sockaddr_in in;
		memcpy(&in, sa, sizeof in);
		return private_v4(ntohl(in.sin_addr.s_addr));
	}
	if (sa->sa_family == AF_INET6) {
		struct sockaddr_in6 in6;
		memcpy(&in6, sa, sizeof in6);
		return private_v6(in6.sin6_addr.s6_addr);
	}
	return true;
}

bool address_is_private_name(const char *host)
{
	unsigned char a[16];
	char bare[64];
	struct str h = str_of(host);
	if (h.n > 2 && h.s[0] == '[' && h.s[h.n - 1] == ']')
		h = str_sub(h, 1, h.n - 1);
	size_t zone = str_chr(h, '%', 0);
	if (zone != STR_NPOS)
		h = str_sub(h, 0, zone);
	if (h.n && h.n < sizeof bare) {
		memcpy(bare, h.s, h.n);
		bare[h.n] = 0;
		if (inet_pton(AF_INET, bare, a) == 1)
			return private_v4(be32(a));
		if (inet_pton(AF_INET6, bare, a) == 1)
			return private_v6(a);
	}
	if (str_ieq(h, STR("localhost")) || (h.n > 10 && str_ieq(str_sub(h, h.n - 10, h.n), STR(".localhost"))))
		return true;
	return false;
}

bool fetch_is_private(const char *url)
{
	char *host = NULL;
	CURLU *u = curl_url();
	if (u && curl_url_set(u, CURLUPART_URL, url, 0) == CURLUE_OK)
		curl_url_get(u, CURLUPART_HOST, &host, 0);
	curl_url_cleanup(u);
	bool private = host && address_is_private_name(host);
	struct addrinfo *found = NULL, how = { .ai_socktype = SOCK_STREAM };
	if (host && !private && getaddrinfo(host, NULL, &how, &found) == 0)
		for (struct addrinfo *a = found; a && !private; a = a->ai_next)
			private = address_is_private(a->ai_addr);
	if (found)
		freeaddrinfo(found);
	curl_free(host);
	return private;
}

struct str host_of_origin(const char *origin)
{
	struct str s = str_of(origin);
	struct str standard = str_starts(s, STR("https:")) ? STR(":443") : STR(":80");
	size_t at = str_find(s, STR("://"), 0);
	s = at == STR_NPOS ? s : str_sub(s, at + 3, s.n);
	return str_ends(s, standard) ? str_sub(s, 0, s.n - standard.n) : s;
}
