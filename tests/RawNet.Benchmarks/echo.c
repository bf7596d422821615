/* An echo server and a client in two threads over loopback, blocking calls: echo dgram|raw ROUNDS prints nanoseconds a round trip. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

enum { LENGTH = 64, IP_HEADER = 20, PROTOCOL = 253 };

static int serving, is_raw;

static struct sockaddr_in local(int host) { return (struct sockaddr_in){.sin_family = AF_INET, .sin_addr.s_addr = htonl(0x7f000000 + host)}; }

static int opened(int host)
{
    int one = is_raw ? socket(AF_INET, SOCK_RAW, PROTOCOL) : socket(AF_INET, SOCK_DGRAM, 0);
    struct sockaddr_in address = local(host);
    if (one < 0 || bind(one, (void *)&address, sizeof address) < 0)
        exit(1);
    return one;
}

static void *serve(void *unused)
{
    static char buffer[1 << 16];
    (void)unused;
    for (;;) {
        struct sockaddr_in peer;
        socklen_t length = sizeof peer;
        ssize_t count = recvfrom(serving, buffer, sizeof buffer, 0, (void *)&peer, &length);
        int header = is_raw ? (buffer[0] & 15) * 4 : 0;
        sendto(serving, buffer + header, count - header, 0, (void *)&peer, length);
    }
}

int main(int count, char **words)
{
    if (count != 3)
        return 2;
    is_raw = !strcmp(words[1], "raw");
    long rounds = atol(words[2]);
    serving = opened(1);
    int calling = opened(is_raw ? 2 : 1);
    struct sockaddr_in server;
    socklen_t length = sizeof server;
    getsockname(serving, (void *)&server, &length);
    if (connect(calling, (void *)&server, length) < 0)
        return 1;
    pthread_t thread;
    pthread_create(&thread, NULL, serve, NULL);
    char buffer[LENGTH + IP_HEADER] = {0};
    struct timespec start, end;
    for (long i = -rounds / 10; i < rounds; i++) {
        if (i == 0)
            clock_gettime(CLOCK_MONOTONIC, &start);
        if (send(calling, buffer, LENGTH, 0) != LENGTH || recv(calling, buffer, sizeof buffer, 0) <= 0)
            return 1;
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("%.0f\n", ((end.tv_sec - start.tv_sec) * 1e9 + (end.tv_nsec - start.tv_nsec)) / rounds);
    return 0;
}
