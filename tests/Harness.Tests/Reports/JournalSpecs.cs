using System.Net;
using System.Text.Json;
using Conformance.Harness.Journal;
using Conformance.Harness.Reports;
using Conformance.Harness.Reports.Traffic;
using Conformance.Harness.Results;
using FsCheck;
using FsCheck.Fluent;

namespace Conformance.Harness.Tests.Reports;

public class JournalSpecs
{
    private ReportFolder folder = ReportFolder.Open(".");

    [SetUp]
    public void OpenFolder() => folder = ReportFolder.Open(Path.Combine(TestContext.CurrentContext.WorkDirectory, "journals", TestContext.CurrentContext.Test.Name));

    [Test]
    public void Gives_back_any_octets_exactly() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(ArbMap.Default.ArbFor<byte[][]>(), messages =>
    {
        using (var writer = JournalWriter.Create(folder))
        {
            for (var i = 0; i < messages.Length; i++)
            {
                writer.Append(Entry(i, messages[i]));
            }
        }

        return JournalReader.Read(JournalPath()).Select(entry => entry.Bytes.ToArray()).SequenceEqual(messages, new OctetComparer());
    }));

    [Test]
    public void Keeps_every_field_and_leaves_text_readable()
    {
        var entry = new JournalEntry(7, new DateTimeOffset(2026, 11, 21, 1, 2, 3, TimeSpan.Zero).AddTicks(1234567), true, "tls", IPEndPoint.Parse("[::1]:5061"), IPEndPoint.Parse("127.0.0.1:9"), null, "grüße </script>\r\n"u8.ToArray());

        using (var writer = JournalWriter.Create(folder))
        {
            writer.Append(entry);
        }

        Assert.That(File.ReadAllText(JournalPath()), Is.EqualTo("""{"seq":7,"at":"2026-11-21T01:02:03.1234567Z","dir":"in","channel":"tls","local":"[::1]:5061","remote":"127.0.0.1:9","text":"grüße </script>\r\n"}""" + "\n"));
        var read = JournalReader.Read(JournalPath()).Single();
        Assert.That(read with { Bytes = default }, Is.EqualTo(entry with { Bytes = default }));
    }

    // What a baseline says is said anew, and a command stands for itself where there is one.
    private static readonly string[] NotInJournal = [nameof(CaseResult.Known), nameof(CaseResult.Command)];

    [Test]
    public void A_result_comes_back_with_all_that_it_held()
    {
        CaseResult[] results = [.. SampleRun.Result.Cases.Select(c => c with { MissingActions = ["read", "reset"], Readings = [new ReadingSeen("A-17", "strip")] })];
        using (var writer = JournalWriter.Create(folder))
        {
            foreach (var result in results)
            {
                writer.Add(new CaseEnded(0, DateTimeOffset.UnixEpoch, result));
            }
        }

        var read = JournalReader.ReadAll(JournalPath()).OfType<CaseEnded>().Select(e => e.Result).ToArray();

        Assert.That(read, Has.Length.EqualTo(results.Length));
        foreach (var property in typeof(CaseResult).GetProperties().Where(p => !NotInJournal.Contains(p.Name)))
        {
            Assert.That(read.Select(r => Text(property.GetValue(r))), Is.EqualTo(results.Select(r => Text(property.GetValue(r)))), property.Name);
        }
    }

    /// <summary>Each element by what it is, not by what the list calls it.</summary>
    private static string Text(object? value) => JsonSerializer.Serialize(value is System.Collections.IEnumerable list and not string ? list.Cast<object>().ToArray() : value);

    [Test]
    public void Entries_can_be_read_while_the_run_goes_on_and_after_it_was_killed()
    {
        using var writer = JournalWriter.Create(folder);
        writer.Append(Entry(0, "one"u8.ToArray()));
        writer.Append(Entry(1, "two"u8.ToArray()));
        var whole = File.ReadAllText(JournalPath());
        var killed = folder.PathOf("killed.jsonl");
        File.WriteAllText(killed, whole[..^10]);

        Assert.That(JournalReader.Read(JournalPath()).Count(), Is.EqualTo(2));
        Assert.That(JournalReader.Read(killed).Single().Bytes.ToArray(), Is.EqualTo("one"u8.ToArray()));
    }

    [TestCase("no JSON")]
    [TestCase("""{"seq":0}""")]
    [TestCase("[]")]
    public void A_damaged_line_is_named_with_its_number(string damage)
    {
        using (var writer = JournalWriter.Create(folder))
        {
            writer.Append(Entry(0, "one"u8.ToArray()));
        }

        var line = File.ReadAllText(JournalPath());
        File.WriteAllText(JournalPath(), line + damage + "\n" + line);

        var problem = Assert.Throws<ReportException>(() => JournalReader.Read(JournalPath()).Count());

        Assert.That(problem.Message, Does.StartWith($"{JournalPath()} is damaged in line 2: "));
    }

    [Test]
    public void A_journal_that_is_not_there_is_named()
    {
        var problem = Assert.Throws<ReportException>(() => JournalReader.Read(folder.PathOf("none.jsonl")).Count());

        Assert.That(problem.Message, Does.Contain("none.jsonl cannot be read: "));
    }

    private static JournalEntry Entry(long sequence, byte[] bytes) =>
        new(sequence, DateTimeOffset.UnixEpoch, false, "udp", IPEndPoint.Parse("127.0.0.1:5060"), IPEndPoint.Parse("127.0.0.1:5070"), "a/case", bytes);

    private string JournalPath() => folder.PathOf(JournalWriter.FileName);

    private sealed class OctetComparer : IEqualityComparer<byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] octets) => octets.Length;
    }
}
