#define _GNU_SOURCE
#include "CSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

int digest_open_beneath(int directory, const char *path, int flags, mode_t mode) {
  struct open_how how = {
      .flags = (unsigned)flags,
      .mode = flags & (O_CREAT | O_TMPFILE) ? mode : 0,
      .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS,
  };
  return (int)syscall(SYS_openat2, directory, path, &how, sizeof how);
}

int digest_exchange(int from_directory, const char *from, int to_directory, const char *to) {
  return renameat2(from_directory, from, to_directory, to, RENAME_EXCHANGE);
}

int digest_sync_file_system(int descriptor) { return syncfs(descriptor); }

ssize_t digest_read_directory(int descriptor, void *buffer, size_t size) {
  return syscall(SYS_getdents64, descriptor, buffer, size);
}

void digest_give_back_memory(void) {
#ifdef __GLIBC__
  (void)malloc_trim(0);
#endif
}

void digest_keep_memory(void) {
#ifdef __GLIBC__
  (void)mallopt(M_TOP_PAD, 64 << 20);
  (void)mallopt(M_TRIM_THRESHOLD, 1 << 30);
#endif
}

const char *digest_describe_error(int code) {
  const char *text = strerrordesc_np(code);
  return text ? text : "unknown error";
}

// A signal's disposition belongs to the process, and so does what came of it. This
// is the program's only variable: the handler may touch nothing but such a flag.
static volatile sig_atomic_t interrupted = 0;

static void note(int signal) {
  (void)signal;
  interrupted = 1;
}

static void on_interruption(void (*action)(int)) {
  struct sigaction disposition = {.sa_handler = action, .sa_flags = SA_RESTART};
  sigemptyset(&disposition.sa_mask);
  sigaction(SIGINT, &disposition, NULL);
  sigaction(SIGTERM, &disposition, NULL);
}

void digest_note_interruptions(void) { on_interruption(note); }

void digest_forget_interruptions(void) {
  on_interruption(SIG_DFL);
  interrupted = 0;
}

bool digest_was_interrupted(void) { return interrupted != 0; }

int digest_open_unnamed(int directory) {
  return openat(directory, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
}
