// Tables that generators of ours made, embedded byte for byte. README.md beside this folder says
// where each came from and how to make it again.
#ifndef C_TANSAKU_TABLES_H
#define C_TANSAKU_TABLES_H

#include <stddef.h>
#include <stdint.h>

#endif
