#include "CTansakuJSON.h"

#include <simdjson.h>

#include <new>
#include <string>

static_assert(TANSAKU_JSON_PADDING >= simdjson::SIMDJSON_PADDING, "padding too small");

struct tansaku_json {
  simdjson::dom::parser parser;
  simdjson::dom::object object;
  simdjson::dom::object::iterator next;
  bool has_object = false;
  std::string value;
};

tansaku_json *tansaku_json_open(void) { return new (std::nothrow) tansaku_json(); }

int32_t tansaku_json_read(
    tansaku_json *json, const char *bytes, size_t count, const char **reason) {
  json->has_object = false;
  simdjson::dom::element root;
  const auto error = json->parser.parse(bytes, count, false).get(root);
  if (error) {
    *reason = simdjson::error_message(error);
    return TANSAKU_JSON_FAULT;
  }
  if (root.get(json->object)) return TANSAKU_JSON_OTHER;
  json->next = json->object.begin();
  json->has_object = true;
  return TANSAKU_JSON_OBJECT;
}

int32_t tansaku_json_next(tansaku_json *json, tansaku_json_field *field) {
  if (!json->has_object || json->next == json->object.end()) return 0;
  const std::string_view key = json->next.key();
  const simdjson::dom::element value = json->next.value();
  field->key = key.data();
  field->key_length = key.size();
  std::string_view text;
  if (!value.get(text)) {
    field->kind = TANSAKU_JSON_STRING;
  } else if (value.is_null()) {
    field->kind = TANSAKU_JSON_NULL;
  } else {
    try {
      json->value = simdjson::minify(value);
    } catch (const std::bad_alloc &) {
      return 0;
    }
    text = json->value;
    field->kind = TANSAKU_JSON_VALUE;
  }
  field->value = text.data();
  field->value_length = text.size();
  ++json->next;
  return 1;
}

void tansaku_json_close(tansaku_json *json) { delete json; }
