#include "CArena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// A piece of the system's memory; what is lent lies behind it.
struct chunk {
  struct chunk *older;
  size_t size;
};

// What stands before each piece that is lent: how long it is with this. The size of the largest
// scalar that libcmark keeps, so that all pieces are aligned.
typedef size_t header;

static _Thread_local struct digest_arena_mark arena;

static void fail(void) {
  fputs("out of memory\n", stderr);
  abort();
}

// Makes room for at least `size` bytes. Chunks double, so that there are few.
static void grow(size_t size) {
  struct chunk *older = arena.chunk;
  if (older && size < 2 * older->size) size = 2 * older->size;
  struct chunk *chunk = malloc(sizeof *chunk + size);
  if (!chunk) fail();
  *chunk = (struct chunk){older, size};
  arena = (struct digest_arena_mark){chunk, (char *)(chunk + 1), (char *)(chunk + 1) + size};
}

// How much a piece of `size` bytes takes.
static size_t full_size(size_t size) {
  if (size > PTRDIFF_MAX / 4) fail();
  return (size + 2 * sizeof(header) - 1) / sizeof(header) * sizeof(header);
}

static header *header_of(void *piece) { return (header *)piece - 1; }

// Whether a piece is the last that was lent: it can grow, and it can go back.
static int is_last(header *of) { return (char *)of + *of == arena.top; }

static void *take(size_t size) {
  size_t full = full_size(size);
  if ((size_t)(arena.limit - arena.top) < full) grow(full);
  header *piece = (header *)arena.top;
  arena.top += full;
  *piece = full;
  return piece + 1;
}

static void *take_zeroed(size_t count, size_t size) {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes)) fail();
  return memset(take(bytes), 0, bytes);
}

static void *resize(void *piece, size_t size) {
  if (!piece) return take(size);
  header *of = header_of(piece);
  size_t full = full_size(size), held = *of;
  if (full <= held) return piece;
  if (is_last(of) && full <= (size_t)(arena.limit - (char *)of)) {
    *of = full;
    arena.top = (char *)of + full;
    return piece;
  }
  return memcpy(take(size), piece, held - sizeof(header));
}

// Only the last piece goes back at once. That is enough for what libcmark takes over and over: the
// labels it looks up.
static void give_back(void *piece) {
  if (piece && is_last(header_of(piece))) arena.top = (char *)header_of(piece);
}

struct digest_arena_mark digest_arena_begin(size_t size) {
  struct digest_arena_mark mark = arena;
  if (!arena.chunk) grow(size);
  return mark;
}

void digest_arena_end(struct digest_arena_mark mark) {
  for (struct chunk *chunk = arena.chunk; chunk != mark.chunk;) {
    struct chunk *older = chunk->older;
    free(chunk);
    chunk = older;
  }
  arena = mark;
}

cmark_mem *digest_arena_memory(void) {
  static cmark_mem memory = {take_zeroed, resize, give_back};
  return &memory;
}
