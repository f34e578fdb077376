/* Walks folders and stats every file, the least that a build must do to see what changed.

       walk FOLDER... */

#define _GNU_SOURCE
#include <dirent.h>
#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static long files;

static void walk(int parent, const char *name) {
  int folder = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *stream = folder < 0 ? NULL : fdopendir(folder);
  if (!stream) err(66, "%s", name);
  for (struct dirent *entry; (entry = readdir(stream));) {
    if (entry->d_name[0] == '.') continue;
    struct stat status;
    if (entry->d_type == DT_DIR) {
      walk(folder, entry->d_name);
    } else {
      if (fstatat(folder, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) err(66, "%s", entry->d_name);
      files++;
    }
  }
  closedir(stream);
}

int main(int argc, char **argv) {
  for (int i = 1; i < argc; i++) walk(AT_FDCWD, argv[i]);
  printf("%ld\n", files);
  return 0;
}
