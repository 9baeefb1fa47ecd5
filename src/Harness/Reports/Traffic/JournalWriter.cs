using Conformance.Harness.Journal;
using Conformance.Harness.Secrets;

namespace Conformance.Harness.Reports.Traffic;

/// <summary>
/// Appends to <c>journal.jsonl</c> while a run goes on. Every entry is handed to the operating system before <see cref="Append"/> returns, so
/// that a killed run keeps what it saw.
/// </summary>
public sealed class JournalWriter : IDisposable
{
    /// <summary>Name of the journal in a report folder.</summary>
    public const string FileName = "journal.jsonl";

    private readonly Lock gate = new();
    private readonly MemoryStream line = new();
    private readonly FileStream file;
    private readonly Redaction redaction;
    private long next;

    private JournalWriter(FileStream file, Redaction redaction, long next = 0) => (this.file, this.redaction, this.next) = (file, redaction, next);

    /// <summary>
    /// Why the journal ends early, null while it is complete. A full disk must not end the run, hence the first failure is kept here and
    /// later entries are dropped.
    /// </summary>
    public ReportException? Failure { get; private set; }

    /// <summary>Starts the journal of a run; one that is there already is replaced.</summary>
    /// <exception cref="ReportException">The file cannot be written.</exception>
    public static JournalWriter Create(ReportFolder folder)
    {
        var path = folder.PathOf(FileName);
        try
        {
            // Without a buffer of its own: one entry is one write.
            return new JournalWriter(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0), folder.Redaction);
        }
        catch (Exception cause) when (ReportFolder.IsStorage(cause))
        {
            throw new ReportException(path, "cannot be written", cause);
        }
    }

    /// <summary>Goes on with the journal of a run that was killed or interrupted. What it left half written at the end goes away.</summary>
    /// <exception cref="ReportException">The file cannot be read or written.</exception>
    public static JournalWriter Continue(ReportFolder folder)
    {
        var path = folder.PathOf(FileName);
        var next = JournalReader.ReadAll(path).Select(r => r.Sequence + 1).DefaultIfEmpty(0).Max();
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            file.SetLength(EndOfLastLine(file));
            file.Seek(0, SeekOrigin.End);
            return new JournalWriter(file, folder.Redaction, next);
        }
        catch (Exception cause) when (ReportFolder.IsStorage(cause))
        {
            throw new ReportException(path, "cannot be continued", cause);
        }
    }

    /// <summary>Writes a record as the next one of the journal. May be called from any thread.</summary>
    public void Add(JournalRecord record)
    {
        lock (gate)
        {
            Append(record with { Sequence = next++ });
        }
    }

    /// <summary>Writes one record as it is. May be called from any thread.</summary>
    public void Append(JournalRecord record)
    {
        lock (gate)
        {
            if (Failure is not null)
            {
                return;
            }

            line.SetLength(0);
            JournalLine.Write(record is JournalEntry entry ? entry with { Bytes = redaction.Apply(entry.Bytes) } : record, line);
            if (record is not JournalEntry)
            {
                // As JSON spells them: in values of control actions, say.
                redaction.Apply(line.GetBuffer().AsSpan(0, (int)line.Length));
            }

            try
            {
                file.Write(line.GetBuffer(), 0, (int)line.Length);
            }
            catch (Exception cause) when (ReportFolder.IsStorage(cause))
            {
                Failure = new ReportException(file.Name, "ends early, since it cannot be written", cause);
            }
        }
    }

    private static long EndOfLastLine(FileStream file)
    {
        var block = new byte[1 << 16];
        for (var end = file.Length; end > 0;)
        {
            var start = Math.Max(0, end - block.Length);
            file.Seek(start, SeekOrigin.Begin);
            file.ReadExactly(block, 0, (int)(end - start));
            var at = block.AsSpan(0, (int)(end - start)).LastIndexOf((byte)'\n');
            if (at >= 0)
            {
                return start + at + 1;
            }

            end = start;
        }

        return 0;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            file.Dispose();
        }
    }
}
