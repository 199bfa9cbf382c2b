/** The data of the events in a text of the type `text/event-stream`, each joined from its lines. */
export const serverSentData = (text: string): readonly string[] =>
  text
    .replace(/\r\n?/g, '\n')
    .split('\n\n')
    .map((event) =>
      event
        .split('\n')
        .filter((line) => line === 'data' || line.startsWith('data:'))
        .map((line) => line.slice(5).replace(/^ /, ''))
        .join('\n'),
    )
    .filter((data) => data !== '');
