using System.Net;
using System.Net.Sockets;

namespace Conformance.Cli.Tests;

public sealed class BadUsageSpecs
{
    private static IEnumerable<TestCaseData> Mistakes()
    {
        yield return Mistake("run --only sip-positve-delivery", ExitCode.Usage, "did you mean sip-positive-delivery?");
        yield return Mistake("run --only 3.2-04", ExitCode.Usage, "RCPT-3.2-04");
        yield return Mistake("run --only im-sender", ExitCode.Usage, "--seat im-sender");
        yield return Mistake("run --skip nonsense-without-end", ExitCode.Usage, "no case, scenario or requirement");
        yield return Mistake("run --only nothing-*", ExitCode.Inconclusive, "nothing ran");
        yield return Mistake("run --only sip-positive-delivery --seat list-service", ExitCode.Inconclusive, "nothing ran");
        yield return Mistake("run --seat im-sendr", ExitCode.Usage, "did you mean im-sender?");
        yield return Mistake("run --transport sctp", ExitCode.Usage, "there are udp, tcp, tls");
        yield return Mistake("run --virtual --deviation 3.2-04-notificaton", ExitCode.Usage, "did you mean 3.2-04-notification");
        yield return Mistake("run --virtual --only sip-positive-delivery --out /dev/null/reports", ExitCode.Usage, "/dev/null/reports cannot be used as report folder");
        yield return Mistake("run --golden golden", ExitCode.Usage, "add --virtual");
        yield return Mistake("run --virtual --golden /no/such/folder", ExitCode.Usage, "conformance golden accept");
        yield return Mistake("run --repeat 0", ExitCode.Usage, "--repeat is a number from 1");
        yield return Mistake("run --sip-port 70000", ExitCode.Usage, "--sip-port is a number from 0 to 65535");
        yield return Mistake("run --seed many", ExitCode.Usage, "many");
        yield return Mistake("run --virtul", ExitCode.Usage, "did you mean --virtual?");
        yield return Mistake("rnu", ExitCode.Usage, "did you mean run?");
        yield return Mistake("", ExitCode.Usage, "conformance --help");
        yield return Mistake("golden", ExitCode.Usage, "conformance golden --help");
        yield return Mistake("golden accept --only list-message-basic-to --golden /dev/null/golden", ExitCode.Usage, "/dev/null/golden");
        yield return Mistake("list nonsense", ExitCode.Usage, "'scenarios'");
        yield return Mistake("show RCPT-3.2-4", ExitCode.Usage, "RCPT-3.2-04");
        yield return Mistake("mutants --only nonsense", ExitCode.Usage, "no deviation");
        yield return Mistake("mutants --only none-*", ExitCode.Inconclusive, "nothing ran");
        yield return Mistake("serve im-sendr", ExitCode.Usage, "did you mean im-sender?");
        yield return Mistake("serve im-sender --address localhost", ExitCode.Usage, "no numeric IP address");
        yield return Mistake("serve im-sender --account nobody", ExitCode.Usage, "NAME:PASSWORD");
        yield return Mistake("serve im-sender --deviation 6.1.3.1-02-twice", ExitCode.Usage, "im-recipient");
    }

    [TestCaseSource(nameof(Mistakes))]
    public async Task A_mistake_gets_one_clear_message(string line, int exitCode, string message)
    {
        var said = await Command.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.That(said.ExitCode, Is.EqualTo(exitCode), said.Error);
        Assert.That(said.Error, Does.Contain(message).And.Not.Contain("   at "));
        Assert.That(said.Output, Is.Empty);
    }

    [Test]
    public async Task A_busy_port_is_named_and_the_reports_of_the_last_run_stay()
    {
        using var scratch = new Scratch();
        using var busy = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        busy.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)busy.LocalEndPoint!).Port;

        var said = await Command.RunAsync("run", "--only", Command.Case, "--sip-port", $"{port}", "--out", scratch["reports"]);

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(said.Error, Does.Contain($"{port}").And.Contain("--sip-port").And.Not.Contain("   at "));
        Assert.That(Directory.Exists(scratch["reports"]), Is.False);
    }

    private static TestCaseData Mistake(string line, int exitCode, string message) => new TestCaseData(line, exitCode, message).SetName($"conformance {line}".TrimEnd());
}
