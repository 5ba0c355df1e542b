#include "CTansakuTables.h"
