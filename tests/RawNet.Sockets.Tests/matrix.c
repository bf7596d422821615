/* Asks the kernel for every cell of family x type x protocol with socket(2) and says what it answered, one line a cell:
 *
 *     FAMILY TYPE PROTOCOL works -
 *     FAMILY TYPE PROTOCOL fails ERRNO
 *
 * Names are lower case, the protocol is a number, ERRNO is the name of <errno.h>. It expects nothing of any cell.
 * gcc -O1 -Wall -Wextra -Werror -o matrix matrix.c
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/can.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define LENGTH(array) (sizeof(array) / sizeof *(array))
#define PROTOCOLS(...) (const int[]){__VA_ARGS__}, LENGTH(((const int[]){__VA_ARGS__}))

enum { DEFAULT = 0, EXPERIMENT = 253 };

static const struct family {
    const char *name;
    int number;
    const int *protocols;
    size_t count;
} families[] = {
    {"inet", AF_INET, PROTOCOLS(DEFAULT, IPPROTO_TCP, IPPROTO_UDP, IPPROTO_ICMP, IPPROTO_UDPLITE, IPPROTO_SCTP, IPPROTO_MPTCP, EXPERIMENT, IPPROTO_RAW)},
    {"inet6", AF_INET6, PROTOCOLS(DEFAULT, IPPROTO_TCP, IPPROTO_UDP, IPPROTO_ICMPV6, IPPROTO_UDPLITE, IPPROTO_SCTP, IPPROTO_MPTCP, EXPERIMENT, IPPROTO_RAW)},
    {"unix", AF_UNIX, PROTOCOLS(DEFAULT)},
    {"packet", AF_PACKET, PROTOCOLS(DEFAULT)},
    {"can", AF_CAN, PROTOCOLS(DEFAULT, CAN_RAW, CAN_BCM, CAN_ISOTP)},
    {"rds", AF_RDS, PROTOCOLS(DEFAULT)},
    {"tipc", AF_TIPC, PROTOCOLS(DEFAULT)},
    {"vsock", AF_VSOCK, PROTOCOLS(DEFAULT)},
    {"netlink", AF_NETLINK, PROTOCOLS(DEFAULT)},
};

static const struct type {
    const char *name;
    int number;
} types[] = {
    {"stream", SOCK_STREAM}, {"dgram", SOCK_DGRAM}, {"raw", SOCK_RAW}, {"rdm", SOCK_RDM}, {"seqpacket", SOCK_SEQPACKET},
};

static void ask(const struct family *family, const struct type *type, int protocol)
{
    int descriptor = socket(family->number, type->number | SOCK_CLOEXEC, protocol);
    const char *error = descriptor < 0 ? strerrorname_np(errno) : "-";
    printf("%s %s %d %s %s\n", family->name, type->name, protocol, descriptor < 0 ? "fails" : "works", error);
    if (descriptor >= 0)
        close(descriptor);
}

int main(void)
{
    for (size_t f = 0; f < LENGTH(families); f++)
        for (size_t t = 0; t < LENGTH(types); t++)
            for (size_t p = 0; p < families[f].count; p++)
                ask(&families[f], &types[t], families[f].protocols[p]);
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
