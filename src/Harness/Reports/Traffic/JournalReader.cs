using System.Text.Json;
using Conformance.Harness.Journal;

namespace Conformance.Harness.Reports.Traffic;

/// <summary>Reads <c>journal.jsonl</c>, also that of a run that was killed.</summary>
public static class JournalReader
{
    /// <summary>
    /// The entries in the order of the file, read as they are asked for. A last line without its end is what a killed run leaves behind, and
    /// is skipped; any other line that cannot be read is an error.
    /// </summary>
    /// <exception cref="ReportException">The file cannot be read, or a line is damaged; the message has the number of the line.</exception>
    public static IEnumerable<JournalEntry> Read(string path) => Records(path, null).OfType<JournalEntry>();

    /// <summary>All records in the order of the file; kinds of records that this version does not know are left out.</summary>
    /// <inheritdoc cref="Read"/>
    public static IEnumerable<JournalRecord> ReadAll(string path) => Records(path, new(StringComparer.Ordinal));

    // Results name octets by their place. Whoever wants no results need not keep them: the journal of a long list is larger than the rest of the program.
    private static IEnumerable<JournalRecord> Records(string path, Dictionary<string, List<ReadOnlyMemory<byte>>>? octets)
    {
        using var lines = Open(path);
        var number = 0;
        while (Next(lines, path) is { } line)
        {
            number++;
            if (line.Length == 0 || Parse(line, path, number, octets, last: lines.EndOfStream) is not { } record)
            {
                continue;
            }

            switch (record)
            {
                case CaseBegun begun when octets is not null:
                    octets[begun.Case ?? ""] = [];
                    break;
                case JournalEntry { Case: { } @case } entry when octets is not null && octets.TryGetValue(@case, out var known):
                    known.Add(entry.Bytes);
                    break;
            }

            yield return record;
        }
    }

    private static StreamReader Open(string path)
    {
        try
        {
            return new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16));
        }
        catch (Exception cause) when (ReportFolder.IsStorage(cause))
        {
            throw new ReportException(path, "cannot be read", cause);
        }
    }

    private static string? Next(StreamReader lines, string path)
    {
        try
        {
            return lines.ReadLine();
        }
        catch (Exception cause) when (ReportFolder.IsStorage(cause))
        {
            throw new ReportException(path, "cannot be read", cause);
        }
    }

    private static JournalRecord? Parse(string line, string path, int number, Dictionary<string, List<ReadOnlyMemory<byte>>>? octets, bool last)
    {
        try
        {
            return JournalLine.Read(
                line,
                octets is null ? null : (@case, place) => octets.TryGetValue(@case, out var known) && place < known.Count ? known[place] : throw new FormatException($"the journal lacks message {place} of {@case}"));
        }
        catch (Exception cause) when (cause is JsonException or FormatException or InvalidOperationException)
        {
            return last ? null : throw new ReportException(path, $"is damaged in line {number}", cause);
        }
    }
}
