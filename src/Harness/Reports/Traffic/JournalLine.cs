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

    public static void Write(JournalRecord record, Stream stream)
    {
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("seq", record.Sequence);
            json.WriteString("at", record.At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));
            if (record is JournalEntry entry)
            {
                Octets(json, entry);
            }
            else
            {
                json.Optional("case", record.Case);
                RecordLine.Write(json, record);
            }

            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    /// <summary>The record; null when it is of a kind that this version does not know, or that is not asked for.</summary>
    /// <param name="line">One line, without its end.</param>
    /// <param name="octets">Gives octets of a case that stood in earlier lines, by their place among them; null when octets are all that is asked for.</param>
    /// <exception cref="JsonException">The line is not JSON.</exception>
    /// <exception cref="FormatException">It is JSON, but not a record.</exception>
    public static JournalRecord? Read(string line, Func<string, int, ReadOnlyMemory<byte>>? octets)
    {
        using var document = JsonDocument.Parse(line);
        var record = document.RootElement;
        var sequence = record.Field("seq").GetInt64();
        var at = DateTimeOffset.Parse(record.Text("at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        return record.OptionalText("kind") is { } kind
            ? octets is null ? null : RecordLine.Read(record, kind, sequence, at, octets)
            : new JournalEntry(
                sequence,
                at,
                record.Text("dir") == "in",
                record.Text("channel"),
                IPEndPoint.Parse(record.Text("local")),
                IPEndPoint.Parse(record.Text("remote")),
                record.OptionalText("case"),
                record.TryGetProperty("base64", out var base64) ? base64.GetBytesFromBase64() : Encoding.UTF8.GetBytes(record.Text("text")));
    }

    private static void Octets(Utf8JsonWriter json, JournalEntry entry)
    {
        json.WriteString("dir", entry.Inbound ? "in" : "out");
        json.WriteString("channel", entry.Channel);
        json.WriteString("local", entry.Local.ToString());
        json.WriteString("remote", entry.Remote.ToString());
        json.Optional("case", entry.Case);
        if (StrictUtf8.TryDecode(entry.Bytes.Span, out var text))
        {
            json.WriteString("text", text);
        }
        else
        {
            json.WriteBase64String("base64", entry.Bytes.Span);
        }
    }
}
