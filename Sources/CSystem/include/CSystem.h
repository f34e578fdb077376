#ifndef CSYSTEM_H
#define CSYSTEM_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

// The few calls of Linux and its C library that Swift does not see, and the one thing that
// only C may do: act on a signal. All return what the call returns and set errno.

/// Opens `path` beneath `directory`: `..`, absolute paths and symbolic links fail.
/// errno is ENOSYS where the kernel has no openat2.
int digest_open_beneath(int directory, const char *path, int flags, mode_t mode);

/// Makes a file without a name on the file system of `directory`, to read and write.
/// errno is EOPNOTSUPP or EISDIR where the file system has none.
int digest_open_unnamed(int directory);

/// Exchanges two files in one step. errno is EINVAL where the file system cannot.
int digest_exchange(int from_directory, const char *from, int to_directory, const char *to);

/// Writes out everything that is pending for the file system `descriptor` is on.
int digest_sync_file_system(int descriptor);

/// Fills `buffer` with `struct linux_dirent64` records; 0 at the end of the directory.
ssize_t digest_read_directory(int descriptor, void *buffer, size_t size);

/// Gives the system back what was freed and lies in the allocator for later.
void digest_give_back_memory(void);

/// Lets the allocator take memory from the system in large pieces, and keep what is freed. It is
/// too late for a thread that has memory already.
void digest_keep_memory(void);

/// What an errno means, in English; never null.
const char *digest_describe_error(int code);

/// From now on SIGINT and SIGTERM are only taken note of.
void digest_note_interruptions(void);

/// Gives SIGINT and SIGTERM back their usual effect.
void digest_forget_interruptions(void);

/// Whether SIGINT or SIGTERM has come since they were first noted.
bool digest_was_interrupted(void);

#endif
