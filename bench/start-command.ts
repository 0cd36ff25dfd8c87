/** The command that starts a server. */
export interface StartCommand {
  command: string
  args: string[]
  env?: Record<string, string>
}
