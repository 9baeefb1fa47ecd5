namespace Conformance.Cli.Tests;

public sealed class LintSpecs
{
    private const string Message = "MESSAGE sip:bob@192.0.2.2 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKa1\r\nMax-Forwards: 70\r\n"
        + "From: <sip:alice@192.0.2.1>;tag=1\r\nTo: <sip:bob@192.0.2.2>\r\nCall-ID: c1\r\nCSeq: 1 MESSAGE\r\n{0}Content-Type: text/plain\r\nContent-Length: 2\r\n\r\nhi";

    [Test]
    public async Task The_capture_of_a_clean_run_is_clean()
    {
        using var scratch = new Scratch();
        await Command.RunAsync("run", "--only", "relay-accept-then-4xx", "list-message-figure-2", "msrp-read-receipt", "--skip", "*/tls*", "--out", scratch["run"]);

        var said = await Command.RunAsync("lint", scratch["run/capture.pcapng"]);

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Conformant), said.Output);
        Assert.That(said.Output, Does.Contain("Messages"));
    }

    [Test]
    public async Task A_fault_is_found_in_the_capture_and_blamed_on_who_sent_it()
    {
        using var scratch = new Scratch();
        await Command.RunAsync("run", "--only", "receipts/sip-positive-delivery/im-recipient/*", "--skip", "*/tls*", "--deviation", "im-recipient/3.2-04-notification", "--out", scratch["run"]);

        var said = await Command.RunAsync("lint", scratch["run/capture.pcapng"], "--out", scratch["lint"]);

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.NotConformant), said.Output);
        Assert.That(said.Output, Does.Contain("RCPT-3.2-04").And.Contain("conformance lint"));
        Assert.That(File.Exists(scratch["lint/index.html"]), Is.True);
    }

    [Test]
    public async Task One_message_in_a_file_is_judged([Values] bool hasContact)
    {
        using var scratch = new Scratch();
        await File.WriteAllTextAsync(scratch["message.txt"], string.Format(null, Message, hasContact ? "Contact: <sip:alice@192.0.2.1>\r\n" : ""));

        var said = await Command.RunAsync("lint", scratch["message.txt"]);

        Assert.That(said.ExitCode, Is.EqualTo(hasContact ? ExitCode.NotConformant : ExitCode.Conformant), said.Output);
        Assert.That(said.Output.Contains("I3428-4-03", StringComparison.Ordinal), Is.EqualTo(hasContact), said.Output);
    }

    [Test]
    public async Task What_is_neither_a_capture_nor_a_message_is_refused()
    {
        using var scratch = new Scratch();
        await File.WriteAllTextAsync(scratch["notes.txt"], "dear diary");

        var said = await Command.RunAsync("lint", scratch["notes.txt"]);

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(said.Error, Does.Contain("\"dear diary\""));
    }

    [Test]
    public async Task A_party_that_sent_nothing_is_answered_with_those_who_did()
    {
        using var scratch = new Scratch();
        await Command.RunAsync("run", "--only", Command.Case, "--out", scratch["run"]);

        var said = await Command.RunAsync("lint", scratch["run/capture.pcapng"], "--sut", "192.0.2.99");

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Inconclusive));
        Assert.That(said.Error, Does.Contain("192.0.2.99 sent nothing").And.Contain("127.0.0.1:"));
    }

    [Test]
    public async Task A_file_that_is_not_there_is_said_to_be_missing()
    {
        var said = await Command.RunAsync("lint", "/no/such/file.pcap");

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(said.Error, Does.Contain("/no/such/file.pcap cannot be read"));
    }
}
