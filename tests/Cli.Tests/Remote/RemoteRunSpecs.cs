using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace Conformance.Cli.Tests.Remote;

/// <summary>What a SUT file can say about a system somewhere else, and what comes of it.</summary>
public sealed class RemoteRunSpecs
{
    private Scratch _scratch = null!;
    private ServedReference _served = null!;

    [OneTimeSetUp]
    public async Task Serve()
    {
        _scratch = new Scratch();
        _served = await ServedReference.StartAsync(_scratch.Path, "im-recipient", "im-sender");
    }

    [OneTimeTearDown]
    public void StopServing()
    {
        _served.Dispose();
        _scratch.Dispose();
    }

    [Test]
    public async Task Cases_that_need_an_action_without_binding_say_which_and_the_summary_counts_them()
    {
        var file = Changed("unbound.json", sut => sut["control"]?["actions"] = new JsonObject { ["send-im"] = "none" });

        var said = await RunAsync(file, "receipts/sip-positive-delivery/im-sender/tcp/200");

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Inconclusive), said.Output + said.Error);
        Assert.That(said.Output, Does.Contain("needs the control action 'send-im', which is not bound").And.Contain("send-im: 1 case has no judgement without it"));
    }

    [Test]
    public async Task A_stream_of_sights_that_cannot_be_opened_is_a_mistake_in_the_file()
    {
        var file = Changed("deaf.json", sut => sut["control"]?["events"]?["http"]?["url"] = $"{_served.Control}/nowhere");

        var said = await RunAsync(file, Command.Case);

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(said.Error, Does.Contain("/nowhere, which reports what users see, was answered 404").And.Contain("control.events"));
    }

    [Test]
    public async Task A_seat_that_is_not_claimed_is_not_run()
    {
        var said = await RunAsync(_served.SutFile, "receipts/relay-*");

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Inconclusive));
        Assert.That(said.Error, Does.Contain("claims im-recipient, im-sender over udp, tcp, tls"));
    }

    [TestCase(true, ExitCode.Conformant)]
    [TestCase(false, ExitCode.Inconclusive)]
    public async Task A_certificate_may_be_known_by_its_fingerprint_alone(bool right, int exitCode)
    {
        var at = IPEndPoint.Parse(Read()["addresses"]?["im-recipient"]?["tls"]?.GetValue<string>() ?? "");
        var fingerprint = right ? await FingerprintAsync(at) : new string('0', 64);
        var file = Changed($"fingerprint-{right}.json", sut =>
        {
            // The harness keeps its own certificate, by which the other side knows it.
            sut["tls"]?.AsObject().Remove("trust");
            sut["tls"]?["fingerprint"] = $"sha256:{fingerprint}";
        });

        var said = await RunAsync(file, "receipts/sip-positive-delivery/im-recipient/tls/200");

        Assert.That(said.ExitCode, Is.EqualTo(exitCode), said.Output + said.Error);
    }

    [TestCase("udp")]
    [TestCase("tcp")]
    public async Task The_harness_may_be_reached_through_another_address_than_it_listens_on(string transport)
    {
        var file = Changed($"advertise-{transport}.json", sut => sut["harness"] = new JsonObject { ["address"] = "0.0.0.0", ["advertise"] = "127.0.0.2" });

        var said = await RunAsync(file, $"receipts/sip-positive-delivery/im-recipient/{transport}/200");

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Conformant), said.Output + said.Error);
    }

    [TestCase("no numeric IP address", "--advertise", "example.org")]
    [TestCase("clock of its own", "--virtual")]
    [TestCase("take one of them", "--deviation", Command.Fault)]
    public async Task What_makes_no_sense_for_a_system_somewhere_else_is_refused(string problem, params string[] args)
    {
        var said = await Command.RunAsync(["run", "--sut", _served.SutFile, .. args]);

        Assert.That((said.ExitCode, said.Error), Is.EqualTo((ExitCode.Usage, said.Error)));
        Assert.That(said.Error, Does.Contain(problem));
    }

    [Test]
    public async Task All_goes_over_IPv6_too()
    {
        if (!Socket.OSSupportsIPv6 || !CanBind(IPAddress.IPv6Loopback))
        {
            Assert.Ignore("this host has no IPv6 loopback address");
        }

        using var scratch = new Scratch();
        using var served = await ServedReference.StartAsync(scratch.Path, "im-recipient", "msrp-recipient", "--address", "::1");

        var said = await Command.RunAsync("run", "--sut", served.SutFile, "--only", "receipts/sip-positive-delivery/im-recipient/*/200", "receipts/msrp-read-receipt/*", "-o", scratch["report"]);

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Conformant), said.Output + said.Error);
    }

    [Test]
    public async Task A_phone_that_registers_need_not_be_in_the_file()
    {
        var phone = IPEndPoint.Parse(Read()["addresses"]?["im-recipient"]?["udp"]?.GetValue<string>() ?? "");
        var port = FreePort();
        var file = Changed("phone.json", sut =>
        {
            sut["pics"]?["seats"] = new JsonArray("im-recipient");
            sut["pics"]?["transports"] = new JsonArray("udp");
            sut["addresses"] = new JsonObject { ["im-recipient"] = new JsonObject { ["user"] = "bob" } };
            sut["harness"] = new JsonObject { ["address"] = "127.0.0.1", ["sipPort"] = port, ["registrar"] = true };
        });

        var run = RunAsync(file, "receipts/sip-positive-delivery/im-recipient/udp/200");
        var answer = await RegisterAsync(new IPEndPoint(IPAddress.Loopback, port), $"<sip:bob@{phone}>", run);
        var said = await run;

        Assert.That(answer, Does.StartWith("SIP/2.0 200 ").And.Contain($"Contact: <sip:bob@{phone}>;expires=600"));
        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Conformant), said.Output + said.Error);
    }

    private Task<Said> RunAsync(string file, string only) =>
        Command.RunAsync("run", "--sut", file, "--only", only, "-o", Path.ChangeExtension(file, null) + "-report");

    private JsonNode Read() => JsonNode.Parse(File.ReadAllText(_served.SutFile)) ?? throw new InvalidOperationException("the SUT file is empty");

    private string Changed(string name, Action<JsonNode> change)
    {
        var sut = Read();
        change(sut);
        File.WriteAllText(_scratch[name], sut.ToJsonString());
        return _scratch[name];
    }

    private static bool CanBind(IPAddress address)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static async Task<string> FingerprintAsync(IPEndPoint at)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(at);
        using var tls = new System.Net.Security.SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, _, _, _) => true);
        await tls.AuthenticateAsClientAsync("127.0.0.1");
        return (tls.RemoteCertificate as X509Certificate2 ?? new X509Certificate2(tls.RemoteCertificate!)).GetCertHashString(HashAlgorithmName.SHA256);
    }

    /// <summary>Registers as often as it takes: the harness opens its port when it is ready.</summary>
    private static async Task<string> RegisterAsync(IPEndPoint registrar, string contact, Task run)
    {
        using var phone = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        for (var number = 1; !run.IsCompleted; number++)
        {
            var register = $"REGISTER sip:{registrar} SIP/2.0\r\nVia: SIP/2.0/UDP {phone.Client.LocalEndPoint};branch=z9hG4bKr{number}\r\nMax-Forwards: 70\r\n"
                + $"From: <sip:bob@127.0.0.1>;tag=p{number}\r\nTo: <sip:bob@127.0.0.1>\r\nCall-ID: phone{number}\r\nCSeq: {number} REGISTER\r\nContact: {contact}\r\nExpires: 600\r\nContent-Length: 0\r\n\r\n";
            await phone.SendAsync(Encoding.UTF8.GetBytes(register), registrar);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            try
            {
                var answer = await phone.ReceiveAsync(patience.Token);
                return Encoding.UTF8.GetString(answer.Buffer);
            }
            catch (Exception nobodyThere) when (nobodyThere is OperationCanceledException or SocketException)
            {
                // Not open yet.
            }
        }

        return "the run was over before anybody answered";
    }
}
