/* Starts a program many times, one after the other; without arguments, prints a line.

       starts COUNT PROGRAM ARGUMENT... */

#include <err.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

extern char **environ;

int main(int argc, char **argv) {
  if (argc < 3) return puts("one line") < 0;
  for (int left = atoi(argv[1]); left > 0; left--) {
    pid_t child;
    int status;
    if (posix_spawn(&child, argv[2], NULL, NULL, argv + 2, environ)) errx(71, "cannot start %s", argv[2]);
    if (waitpid(child, &status, 0) < 0) err(71, "waitpid");
    if (status) errx(1, "%s failed", argv[2]);
  }
  return 0;
}
