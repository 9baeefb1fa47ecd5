using Conformance.Harness.Golden;
using Conformance.Harness.Ledger;
using Conformance.Harness.Results;

namespace Conformance.Harness.Tests.Golden;

public sealed class GoldenFolderSpecs
{
    private static readonly CaseResult Before = Exchange.Of(Exchange.Message("qwertzui"), Exchange.Receipt("asdfghjk", about: "qwertzui"));

    private readonly string _path = Directory.CreateTempSubdirectory("golden-").FullName;

    private GoldenFolder Folder => new(_path);

    private string File => Path.Combine(_path, "receipts", "exchange", "im-recipient.udp.plain.verified.txt");

    [TearDown]
    public void Empty() => Directory.EnumerateDirectories(_path).ToList().ForEach(d => Directory.Delete(d, recursive: true));

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(_path, recursive: true);

    [Test]
    public void What_was_accepted_is_the_same_until_it_changes()
    {
        Assert.That(Folder.Compare(Before), Is.InstanceOf<GoldenOutcome.Absent>());
        Assert.That(Folder.Accept(Before), Is.EqualTo(GoldenChange.Added));
        Assert.That(Folder.Accept(Before), Is.EqualTo(GoldenChange.None));
        Assert.That(Folder.Compare(Before), Is.InstanceOf<GoldenOutcome.Same>());
        Assert.That(Folder.Accept(Exchange.Of("SIP/2.0 200 OK\r\n\r\n")), Is.EqualTo(GoldenChange.Replaced));
        Assert.That(Directory.GetFiles(_path, "*.received.txt", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public void Line_ends_of_a_version_control_system_are_no_difference()
    {
        Folder.Accept(Before);
        System.IO.File.WriteAllText(File, System.IO.File.ReadAllText(File).ReplaceLineEndings("\r\n"));

        Assert.That(Folder.Compare(Before), Is.InstanceOf<GoldenOutcome.Same>());
    }

    [Test]
    public void A_difference_is_a_finding_at_its_message_with_the_lines_around_it()
    {
        Folder.Accept(Before);
        var after = Exchange.Of(Exchange.Message("qwertzui"), Exchange.Receipt("asdfghjk", about: "qwertzui").Replace("<message-id>", "<message-id> ", StringComparison.Ordinal));

        var judged = GoldenJudge.Judge(after, Folder);

        Assert.That((judged.Verdict, judged.Findings.Count), Is.EqualTo((Verdict.Fail, 1)));
        var finding = judged.Findings[0];
        Assert.That((finding.Kind, finding.Severity, finding.Requirement, finding.Entry), Is.EqualTo((FindingKind.Golden, Severity.Fail, (string?)null, (int?)1)));
        Assert.That(finding.Message, Does.Contain(File));
        Assert.That(finding.Expected, Is.EqualTo("<message-id>message-id-1</message-id>"));
        Assert.That(finding.Observed, Is.EqualTo("""
            <message-id> message-id-1</message-id>

                Via: SIP/2.0/TCP host-1:port-1;branch=branch-2\r\n
                \r\n
            -   <message-id>message-id-1</message-id>
            +   <message-id> message-id-1</message-id>
            """.ReplaceLineEndings("\n") + "\n  "));
        Assert.That(System.IO.File.ReadAllText(File.Replace(".verified.", ".received.", StringComparison.Ordinal)), Is.EqualTo(GoldenText.Render(after)));
    }

    [Test]
    public void A_message_more_is_a_difference_too()
    {
        Folder.Accept(Exchange.Of(Exchange.Message("qwertzui")));

        var judged = GoldenJudge.Judge(Before, Folder);

        Assert.That(judged.Findings[0].Expected, Is.EqualTo("nothing more"));
        Assert.That(judged.Findings[0].Entry, Is.EqualTo(1));
    }

    [Test]
    public void A_case_without_file_warns_and_a_case_that_failed_is_left_alone()
    {
        var judged = GoldenJudge.Judge([Before, Before with { Verdict = Verdict.Fail }], Folder);

        Assert.That((judged[0].Verdict, judged[0].Warned, judged[0].Findings[0].Severity), Is.EqualTo((Verdict.Pass, true, Severity.Warning)));
        Assert.That(judged[1].Findings, Is.Empty);
    }

    [Test]
    public void Files_of_cases_that_are_no_more_go_away()
    {
        Folder.Accept(Before);
        Folder.Accept(Before with { Id = "receipts/exchange/im-recipient/tcp" });

        var removed = Folder.RemoveAllBut(new HashSet<string> { GoldenFolder.NameOf(Before) });

        Assert.That(removed, Is.EqualTo(new[] { Path.Combine("receipts", "exchange", "im-recipient.tcp.verified.txt") }));
        Assert.That(Folder.Compare(Before), Is.InstanceOf<GoldenOutcome.Same>());
    }
}
