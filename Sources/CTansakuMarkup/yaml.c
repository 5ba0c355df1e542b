#include "TansakuYAML.h"

#include <stdlib.h>
#include <yaml.h>

struct tansaku_yaml {
  yaml_parser_t parser;
  yaml_event_t event;
  int holds_event;
  int ended;
};

tansaku_yaml *tansaku_yaml_open(const char *bytes, size_t count) {
  tansaku_yaml *yaml = calloc(1, sizeof *yaml);
  if (!yaml) return NULL;
  if (!yaml_parser_initialize(&yaml->parser)) {
    free(yaml);
    return NULL;
  }
  yaml_parser_set_encoding(&yaml->parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&yaml->parser, (const unsigned char *)(bytes ? bytes : ""), count);
  return yaml;
}

static void release_event(tansaku_yaml *yaml) {
  if (yaml->holds_event) yaml_event_delete(&yaml->event);
  yaml->holds_event = 0;
}

int32_t tansaku_yaml_next(tansaku_yaml *yaml, tansaku_yaml_event *event) {
  *event = (tansaku_yaml_event){0};
  while (!yaml->ended) {
    release_event(yaml);
    if (!yaml_parser_parse(&yaml->parser, &yaml->event)) {
      yaml->ended = 1;
      event->text = yaml->parser.problem ? yaml->parser.problem : "not YAML";
      event->line = yaml->parser.problem_mark.line + 1;
      return TANSAKU_YAML_FAULT;
    }
    yaml->holds_event = 1;
    event->line = yaml->event.start_mark.line + 1;
    switch (yaml->event.type) {
      case YAML_SCALAR_EVENT:
        event->text = (const char *)yaml->event.data.scalar.value;
        event->length = yaml->event.data.scalar.length;
        event->plain = yaml->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
        return TANSAKU_YAML_SCALAR;
      case YAML_SEQUENCE_START_EVENT:
        return TANSAKU_YAML_SEQUENCE;
      case YAML_MAPPING_START_EVENT:
        return TANSAKU_YAML_MAPPING;
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT:
        return TANSAKU_YAML_CLOSE;
      case YAML_ALIAS_EVENT:
        return TANSAKU_YAML_ALIAS;
      case YAML_DOCUMENT_END_EVENT:
      case YAML_STREAM_END_EVENT:
        yaml->ended = 1;
        break;
      default:
        break;
    }
  }
  return TANSAKU_YAML_END;
}

void tansaku_yaml_close(tansaku_yaml *yaml) {
  if (!yaml) return;
  release_event(yaml);
  yaml_parser_delete(&yaml->parser);
  free(yaml);
}
