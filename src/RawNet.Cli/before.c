// Of the native file only: what runs before the runtime of .NET, which ends without a word where it gets too little.
#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

enum { ADDRESS_SPACE = 100000000, NOT_PERMITTED = 3 };

// One arena of malloc for all threads: each further one takes 128 MiB of address space for a moment, and the runtime's finalizer thread
// took its own while the heap was being reserved.
static void share_one_arena(void) { mallopt(M_ARENA_MAX, 1); }

static void check_address_space(void)
{
    static const char sentence[] = "rawnet: less than 100 MB of address space are allowed here: ulimit -v unlimited\n";
    struct rlimit limit;
    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur >= ADDRESS_SPACE) return;
    if (write(STDERR_FILENO, sentence, sizeof sentence - 1) < 0) { /* closed: the exit status says it */ }
    _exit(NOT_PERMITTED);
}

__attribute__((constructor)) static void before(void)
{
    check_address_space();
    share_one_arena();
}
