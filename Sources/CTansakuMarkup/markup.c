#include "CTansakuMarkup.h"
