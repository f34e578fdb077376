/* Runs a program and says what it cost: wall, user and system seconds, largest resident set in KiB.

       measure RESULT PROGRAM ARGUMENT...

   A process of its own: a child's peak memory starts from that of the process that started it, and this one
   is small. Exits as the program does. */

#include <err.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval t) { return (double)t.tv_sec + (double)t.tv_usec / 1e6; }

int main(int argc, char **argv) {
  if (argc < 3) errx(64, "usage: measure RESULT PROGRAM ARGUMENT...");
  struct timespec start, end;
  struct rusage use;
  int status;
  clock_gettime(CLOCK_MONOTONIC, &start);
  pid_t child = fork();
  if (child < 0) err(71, "fork");
  if (child == 0) {
    execvp(argv[2], argv + 2);
    err(127, "%s", argv[2]);
  }
  if (wait4(child, &status, 0, &use) < 0) err(71, "wait4");
  clock_gettime(CLOCK_MONOTONIC, &end);
  FILE *result = fopen(argv[1], "w");
  if (!result) err(73, "%s", argv[1]);
  double wall = (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9;
  fprintf(result, "%.6f %.6f %.6f %ld\n", wall, seconds(use.ru_utime), seconds(use.ru_stime), use.ru_maxrss);
  fclose(result);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
