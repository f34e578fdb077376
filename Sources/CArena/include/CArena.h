#ifndef CARENA_H
#define CARENA_H

#include <cmark.h>
#include <stddef.h>

// Memory for the trees of libcmark, which makes a hundred small pieces for an article and needs
// them all until the article is rendered. A piece is cut off from a large one, and all go back at
// once. Each thread has its own; nothing is held while no tree is alive.

/// Where the memory of a thread ends.
struct digest_arena_mark {
  void *chunk;
  char *top;
  char *limit;
};

/// Begins to lend memory on this thread.
///
/// `size` is how much is likely to be needed. What it returns must go to `digest_arena_end`; what
/// begins later must end earlier.
struct digest_arena_mark digest_arena_begin(size_t size);

/// Takes back everything that was lent since `mark`.
void digest_arena_end(struct digest_arena_mark mark);

/// What libcmark takes memory by; only between begin and end. It aborts if there is none, as
/// libcmark's own does.
cmark_mem *digest_arena_memory(void);

#endif
