/* The least that any generator must do.

   Reads every article, renders it with libcmark, and writes the tree of files that a generator
   wrote: each article as its rendered text and chrome of the same size, every other file as so
   many bytes. Two threads; one open, one write and one close for a file, relative to a folder held open.

       limit PLAN SOURCE OUTPUT

   A line of PLAN makes a folder (`m PATH`) or opens one (`d PATH`) for the lines up to the next `d`: files with
   their sizes (`f PATH SIZE`), and pages of articles with their sources too (`a PATH SIZE SOURCE`), for
   which a folder of their own is made. */

#define _GNU_SOURCE
#include <cmark.h>
#include <err.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { THREADS = 2, CHUNK = 32, INPUT = 1 << 24 };

typedef struct {
  char kind;
  char *path;   /* of a folder: from the output; else from its folder */
  char *source; /* of an article: from the source folder */
  size_t size;
  int folder; /* the line of its folder */
} Line;

static Line *lines;
static int count;
static int source, output;
static _Atomic int next;
static size_t largest; /* page */
static char *chrome;

static void write_file(int folder, const char *path, const char *bytes, size_t size) {
  int file = openat(folder, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (file < 0) err(73, "%s", path);
  for (size_t done = 0; done < size;) {
    ssize_t written = write(file, bytes + done, size - done);
    if (written < 0) err(74, "%s", path);
    done += (size_t)written;
  }
  if (close(file) != 0) err(74, "%s", path);
}

/* The page of an article: its text, then chrome up to the wanted size. */
static void write_article(int folder, const Line *line, char *input, char *page) {
  int file = openat(source, line->source, O_RDONLY | O_CLOEXEC);
  if (file < 0) err(66, "%s", line->source);
  ssize_t length = read(file, input, INPUT);
  if (length < 0) err(66, "%s", line->source);
  close(file);
  char *body = memmem(input + 3, (size_t)length - 3, "\n---\n", 5);
  if (!body) errx(1, "%s: no front matter", line->source);
  body += 5;
  char *html = cmark_markdown_to_html(body, (size_t)(input + length - body), CMARK_OPT_DEFAULT);
  size_t size = strlen(html);
  if (size > line->size) size = line->size;
  memcpy(page, html, size);
  memcpy(page + size, chrome, line->size - size);
  free(html);
  char *end = strrchr(line->path, '/');
  *end = 0;
  if (mkdirat(folder, line->path, 0755) != 0) err(73, "%s", line->path);
  *end = '/';
  write_file(folder, line->path, page, line->size);
}

static void *work(void *unused) {
  char *input = malloc(INPUT), *page = malloc(largest);
  int folder = -1, held = -1;
  for (int start; (start = atomic_fetch_add(&next, CHUNK)) < count;) {
    int end = start + CHUNK < count ? start + CHUNK : count;
    for (int i = start; i < end; i++) {
      Line *line = &lines[i];
      if (line->kind == 'd' || line->kind == 'm') continue;
      if (line->folder != folder) {
        if (held >= 0) close(held);
        folder = line->folder;
        held = openat(output, lines[folder].path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (held < 0) err(73, "%s", lines[folder].path);
      }
      if (line->kind == 'a') write_article(held, line, input, page);
      else write_file(held, line->path, chrome, line->size);
    }
  }
  return unused;
}

static void read_plan(const char *path) {
  FILE *plan = fopen(path, "r");
  if (!plan) err(66, "%s", path);
  char *text = NULL;
  size_t capacity = 0;
  int folder = -1, room = 0;
  while (getline(&text, &capacity, plan) > 0) {
    if (count == room) lines = realloc(lines, sizeof *lines * (size_t)(room = room * 2 + 1024));
    char *kind = strtok(text, " \n"), *name = strtok(NULL, " \n"), *size = strtok(NULL, " \n");
    char *from = strtok(NULL, " \n");
    if (*kind == 'd') folder = count;
    lines[count++] = (Line){*kind, strdup(name), from ? strdup(from) : NULL, size ? strtoul(size, NULL, 10) : 0, folder};
    if (lines[count - 1].size > largest) largest = lines[count - 1].size;
  }
  free(text);
  fclose(plan);
}

int main(int argc, char **argv) {
  if (argc != 4) errx(64, "usage: limit PLAN SOURCE OUTPUT");
  read_plan(argv[1]);
  chrome = malloc(largest);
  memset(chrome, '.', largest);
  source = open(argv[2], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (source < 0) err(66, "%s", argv[2]);
  if (mkdir(argv[3], 0755) != 0) err(73, "%s", argv[3]);
  output = open(argv[3], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  for (int i = 0; i < count; i++)
    if (lines[i].kind == 'm' && mkdirat(output, lines[i].path, 0755) != 0) err(73, "%s", lines[i].path);
  pthread_t threads[THREADS];
  for (int i = 0; i < THREADS; i++) pthread_create(&threads[i], NULL, work, NULL);
  for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
  return 0;
}
