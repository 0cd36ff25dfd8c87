import { patternReader, type EntityReader } from './entity.ts'

/** Addresses of web pages, also without a scheme: `example.com/a`. */
export const readUrls: EntityReader = patternReader(
  'url',
  /\b(?:https?|ftp|wss?|s3|postgres(?:ql)?|redis|mongodb):\/\/[^\s"'<>()`]{0,500}[^\s"'<>()`.,;:!?]|(?<![\w@./-])(?:www\.[a-z\d-]{1,63}|[a-z\d-]{2,63})\.(?:com|org|net|io|dev|ai|co\.uk|de|fr|edu|gov|test|app)(?:\/[^\s"'<>()`]{0,300}[^\s"'<>()`.,;:!?])?(?![\w@-])/gi,
)
