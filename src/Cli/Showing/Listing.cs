using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Conformance.Cli.Selection;

namespace Conformance.Cli.Showing;

/// <summary>Things of one kind as rows of named values: one source for the table on the screen and for JSON.</summary>
/// <param name="Columns">The values that the table shows, in its order; JSON has all.</param>
/// <param name="Rows">Each value is a string, a number or a list of strings.</param>
internal sealed record Listing(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyDictionary<string, object>> Rows)
{
    private static readonly JsonWriterOptions Json = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Keeps the rows in which every one of the words stands, or fits as a pattern.</summary>
    internal Listing Where(IReadOnlyList<string> words) =>
        this with { Rows = [.. Rows.Where(row => words.All(word => row.Values.SelectMany(Texts).Any(text => Fits(word, text))))] };

    internal void WriteTable(TextWriter output) =>
        TextTable.Write(output, Columns, [.. Rows.Select(row => (IReadOnlyList<string>)[.. Columns.Select(c => string.Join(", ", Texts(row[c])))])], TextTable.TerminalWidth);

    internal void WriteJson(TextWriter output)
    {
        using var octets = new MemoryStream();
        using (var json = new Utf8JsonWriter(octets, Json))
        {
            Write(json);
        }

        output.WriteLine(Encoding.UTF8.GetString(octets.GetBuffer(), 0, (int)octets.Length));
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var row in Rows)
        {
            json.WriteStartObject();
            foreach (var (name, value) in row)
            {
                json.WritePropertyName(name);
                Write(json, value);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case int number:
                json.WriteNumberValue(number);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case IEnumerable<string> several:
                json.WriteStartArray();
                foreach (var text in several)
                {
                    json.WriteStringValue(text);
                }

                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue(value.ToString());
                break;
        }
    }

    private static IEnumerable<string> Texts(object value) => value is IEnumerable<string> several ? several : [value.ToString() ?? ""];

    private static bool Fits(string word, string text) =>
        new Pattern(word) is { IsWild: true } pattern ? pattern.Matches(text) : text.Contains(word, StringComparison.OrdinalIgnoreCase);
}
