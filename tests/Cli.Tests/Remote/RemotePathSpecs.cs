namespace Conformance.Cli.Tests.Remote;

/// <summary>What the SUT file says of the path decides how a request of the harness travels that is longer than 1300 octets (RFC 3261 18.1.1, RFC 3428 8).</summary>
public sealed class RemotePathSpecs
{
    // Its list is as long as its request must be.
    private const string Scenario = "receipts/sip-uri-list-fan-out/list-service/";

    private Scratch _scratch = null!;
    private ServedReference _served = null!;

    [OneTimeSetUp]
    public async Task Serve()
    {
        _scratch = new Scratch();
        _served = await ServedReference.StartAsync(_scratch.Path, "list-service");
    }

    [OneTimeTearDown]
    public void StopServing()
    {
        _served.Dispose();
        _scratch.Dispose();
    }

    [Test]
    public async Task What_is_too_long_for_a_datagram_goes_over_TCP_and_its_case_is_judged()
    {
        var said = await RunAsync("udp", pathMtu: 1500, pathIsSafe: true, "short.json");

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Conformant), said.Output + said.Error);
        Assert.That(await JournalAsync(), Does.Contain("\"channel\":\"tcp\"").And.Contain("\"sutTcp\":"));
    }

    [TestCase("udp")]
    [TestCase("tcp")]
    public async Task What_no_known_path_bears_is_not_sent_and_its_case_says_why(string transport)
    {
        var said = await RunAsync(transport, pathMtu: null, pathIsSafe: false, "unsafe.json");

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Inconclusive), said.Output + said.Error);
        Assert.That(said.Output, Does.Contain("a MESSAGE has 1300 at most").And.Contain("limits.pathIsSafe"));
    }

    [Test]
    public async Task A_run_whose_requests_changed_transport_is_judged_again_as_it_was()
    {
        await RunAsync("udp", pathMtu: 1500, pathIsSafe: true, "again.json");

        var said = await Command.RunAsync("rejudge", _scratch["report"], "-o", _scratch["again"]);

        Assert.That(said.Output, Does.Contain(" 0 otherwise, 0 that do not fit"), said.Error);
    }

    private Task<Said> RunAsync(string transport, int? pathMtu, bool pathIsSafe, string name)
    {
        var sut = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(_served.SutFile)) ?? throw new InvalidOperationException("the SUT file is empty");
        sut["limits"]?.AsObject().Remove("pathMtu");
        sut["limits"]?["pathIsSafe"] = pathIsSafe;
        if (pathMtu is { } mtu)
        {
            sut["limits"]?["pathMtu"] = mtu;
        }

        File.WriteAllText(_scratch[name], sut.ToJsonString());
        return Command.RunAsync("run", "--sut", _scratch[name], "--only", Scenario + transport + "*", "-o", _scratch["report"]);
    }

    private Task<string> JournalAsync() => File.ReadAllTextAsync(_scratch["report/journal.jsonl"]);
}
