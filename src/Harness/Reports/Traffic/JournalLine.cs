using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Conformance.Harness.Journal;

namespace Conformance.Harness.Reports.Traffic;

/// <summary>
/// One line of <c>journal.jsonl</c>. Octets that are UTF-8 stand there as text, so that the file can be read and searched; all others stand
/// in base64. Both give back exactly the octets that crossed the wire.
/// </summary>
internal static class JournalLine
{
    // The file is never part of a page, so that only what JSON itself asks for is escaped.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(JournalEntry entry, Stream stream)
    {
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("seq", entry.Sequence);
            json.WriteString("at", entry.At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("dir", entry.Inbound ? "in" : "out");
            json.WriteString("channel", entry.Channel);
            json.WriteString("local", entry.Local.ToString());
            json.WriteString("remote", entry.Remote.ToString());
            if (entry.Case is { } @case)
            {
                json.WriteString("case", @case);
            }

            if (StrictUtf8.TryDecode(entry.Bytes.Span, out var text))
            {
                json.WriteString("text", text);
            }
            else
            {
                json.WriteBase64String("base64", entry.Bytes.Span);
            }

            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    /// <exception cref="JsonException">The line is not JSON.</exception>
    /// <exception cref="FormatException">It is JSON, but not an entry.</exception>
    public static JournalEntry Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var entry = document.RootElement;
        return new JournalEntry(
            Field(entry, "seq").GetInt64(),
            DateTimeOffset.Parse(Text(entry, "at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
            Text(entry, "dir") == "in",
            Text(entry, "channel"),
            IPEndPoint.Parse(Text(entry, "local")),
            IPEndPoint.Parse(Text(entry, "remote")),
            entry.TryGetProperty("case", out var @case) ? @case.GetString() : null,
            entry.TryGetProperty("base64", out var base64) ? base64.GetBytesFromBase64() : Encoding.UTF8.GetBytes(Text(entry, "text")));
    }

    private static JsonElement Field(JsonElement entry, string name) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(name, out var field) ? field : throw new FormatException($"the field '{name}' is missing");

    private static string Text(JsonElement entry, string name) =>
        Field(entry, name) is { ValueKind: JsonValueKind.String } field && field.GetString() is { } text ? text : throw new FormatException($"the field '{name}' is no string");
}
