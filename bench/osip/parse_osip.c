/* What the comparison needs of libosip2: parse the same bytes a number of times, free each message, say how many were parsed. */
#include <stddef.h>
#include <sys/time.h>
#include <osipparser2/osip_parser.h>

int parse_osip_init(void) { return parser_init(); }

int parse_osip(const char *bytes, size_t length, int times) {
  int parsed = 0;
  for (int i = 0; i < times; i++) {
    osip_message_t *message;
    if (osip_message_init(&message) != 0) return parsed;
    if (osip_message_parse(message, bytes, length) == 0) parsed++;
    osip_message_free(message);
  }
  return parsed;
}
