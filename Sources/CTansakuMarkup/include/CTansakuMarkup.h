#ifndef C_TANSAKU_MARKUP_H
#define C_TANSAKU_MARKUP_H
#endif
