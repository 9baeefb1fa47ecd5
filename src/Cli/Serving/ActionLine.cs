using System.Text;

namespace Conformance.Cli.Serving;

/// <summary>
/// A control action as one line: <c>send-im user=alice to="sip:bob@127.0.0.1:5070" text="see \"you\"\nthere"</c>. A value with blanks stands in double
/// quotes; inside them <c>\n</c>, <c>\t</c>, <c>\"</c> and <c>\\</c> mean what they mean in C.
/// </summary>
/// <param name="Action">Name of the action.</param>
/// <param name="Values">Its values by name.</param>
internal sealed record ActionLine(string Action, IReadOnlyDictionary<string, string> Values)
{
    /// <exception cref="FormatException">The line is no action; the text says where it goes wrong.</exception>
    internal static ActionLine Parse(string line)
    {
        var words = Words(line);
        if (words.Count == 0 || words[0].Contains('=', StringComparison.Ordinal))
        {
            throw new FormatException("a line begins with the name of an action, such as: send-im user=alice");
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in words.Skip(1))
        {
            var sign = word.IndexOf('=', StringComparison.Ordinal);
            if (sign <= 0)
            {
                throw new FormatException($"'{word}' is no name=value; a value with blanks stands in double quotes");
            }

            values[word[..sign]] = word[(sign + 1)..];
        }

        return new ActionLine(words[0], values);
    }

    private static List<string> Words(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (isOpen, isQuoted) = (false, false);
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (isQuoted && c == '\\' && i + 1 < line.Length)
            {
                word.Append(line[++i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var other => other });
            }
            else if (c == '"')
            {
                (isOpen, isQuoted) = (true, !isQuoted);
            }
            else if (!isQuoted && char.IsWhiteSpace(c))
            {
                Close();
            }
            else
            {
                word.Append(c);
                isOpen = true;
            }
        }

        if (isQuoted)
        {
            throw new FormatException("a double quote is not closed");
        }

        Close();
        return words;

        void Close()
        {
            if (isOpen)
            {
                words.Add(word.ToString());
                word.Clear();
                isOpen = false;
            }
        }
    }
}
