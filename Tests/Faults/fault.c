// Makes one system call of a program fail, or kills the program before or after it.
//
//   cc -shared -fPIC -o fault.so fault.c -ldl
//   LD_PRELOAD=fault.so FAULT_AT=17 FAULT_ERRNO=28 FAULT_LOG=log program …
//
// Calls count from the first umask(), with which a publication begins.
//   FAULT_AT      which call
//   FAULT_ERRNO   what it fails with
//   FAULT_KILL    "before" or "after": SIGKILL instead
//   FAULT_TERM    send SIGTERM to the program at that call instead, which goes on
//   FAULT_MISSING a list of calls that this system does not have
//   FAULT_LOG     the file that gets the call's name, if it was reached
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_int armed;
static atomic_long count;

static long number(const char *name) {
  const char *text = getenv(name);
  return text ? atol(text) : 0;
}

static void report(const char *call) {
  const char *log = getenv("FAULT_LOG");
  if (!log) return;
  int fd = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND, 0644);
  syscall(SYS_write, fd, call, strlen(call));
  syscall(SYS_close, fd);
}

static int is_missing(const char *call) {
  const char *list = getenv("FAULT_MISSING");
  size_t size = strlen(call);
  for (const char *at = list; at && (at = strstr(at, call)); at += size) {
    char before = at == list ? ' ' : at[-1];
    if (before == ' ' && (at[size] == ' ' || at[size] == 0)) return 1;
  }
  return 0;
}

// What is to happen at this call: 0 nothing, 1 fail, 2 kill after it.
static int fault(const char *call) {
  if (!armed) return 0;
  if (is_missing(call)) {
    errno = strcmp(call, "renameat2") ? ENOSYS : EINVAL;
    return 1;
  }
  if (atomic_fetch_add(&count, 1) + 1 != number("FAULT_AT")) return 0;
  report(call);
  if (getenv("FAULT_TERM")) {
    kill(getpid(), SIGTERM);
    return 0;
  }
  const char *killing = getenv("FAULT_KILL");
  if (killing) {
    if (strcmp(killing, "after") == 0) return 2;
    kill(getpid(), SIGKILL);
  }
  errno = (int)number("FAULT_ERRNO");
  return 1;
}

#define INTERCEPT(result, name, parameters, arguments)          \
  result name parameters {                                      \
    static result(*next) parameters;                            \
    if (!next) next = dlsym(RTLD_NEXT, #name);                  \
    int what = fault(#name);                                    \
    if (what == 1) return -1;                                   \
    result value = next arguments;                              \
    if (what == 2) kill(getpid(), SIGKILL);                     \
    return value;                                               \
  }

INTERCEPT(ssize_t, write, (int fd, const void *buffer, size_t size), (fd, buffer, size))
INTERCEPT(ssize_t, read, (int fd, void *buffer, size_t size), (fd, buffer, size))
INTERCEPT(int, fstat, (int fd, struct stat *status), (fd, status))
INTERCEPT(int, fstatat, (int at, const char *path, struct stat *status, int flags),
          (at, path, status, flags))
INTERCEPT(int, mkdir, (const char *path, mode_t mode), (path, mode))
INTERCEPT(int, mkdirat, (int at, const char *path, mode_t mode), (at, path, mode))
INTERCEPT(int, unlinkat, (int at, const char *path, int flags), (at, path, flags))
INTERCEPT(int, renameat, (int from, const char *a, int to, const char *b), (from, a, to, b))
INTERCEPT(int, renameat2, (int from, const char *a, int to, const char *b, unsigned flags),
          (from, a, to, b, flags))
INTERCEPT(int, fsync, (int fd), (fd))
INTERCEPT(int, syncfs, (int fd), (fd))
INTERCEPT(int, flock, (int fd, int operation), (fd, operation))
INTERCEPT(int, ftruncate, (int fd, off_t size), (fd, size))

// A close that fails has closed the file all the same.
int close(int fd) {
  int what = fault("close");
  int code = errno;
  int value = (int)syscall(SYS_close, fd);
  if (what == 2) kill(getpid(), SIGKILL);
  if (what == 1) {
    errno = code;
    return -1;
  }
  return value;
}

mode_t umask(mode_t mask) {
  armed = 1;
  return (mode_t)syscall(SYS_umask, mask);
}

#define OPEN(name, first_parameters, first_arguments)                    \
  int name first_parameters {                                            \
    va_list rest;                                                        \
    va_start(rest, flags);                                               \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
    va_end(rest);                                                        \
    int what = fault(#name);                                             \
    if (what == 1) return -1;                                            \
    int value = (int)syscall(SYS_openat, first_arguments, path, flags, mode); \
    if (what == 2) kill(getpid(), SIGKILL);                              \
    return value;                                                        \
  }

OPEN(open, (const char *path, int flags, ...), AT_FDCWD)
OPEN(open64, (const char *path, int flags, ...), AT_FDCWD)
OPEN(openat, (int at, const char *path, int flags, ...), at)
OPEN(openat64, (int at, const char *path, int flags, ...), at)

long syscall(long number, ...) {
  static long (*next)(long, ...);
  if (!next) next = dlsym(RTLD_NEXT, "syscall");
  va_list rest;
  va_start(rest, number);
  long a[6];
  for (int i = 0; i < 6; i++) a[i] = va_arg(rest, long);
  va_end(rest);
  int what = 0;
  if (number == SYS_openat2) what = fault("openat2");
  if (number == SYS_getdents64) what = fault("getdents64");
  if (what == 1) return -1;
  long value = next(number, a[0], a[1], a[2], a[3], a[4], a[5]);
  if (what == 2) kill(getpid(), SIGKILL);
  return value;
}
