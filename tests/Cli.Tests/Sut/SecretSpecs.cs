using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Conformance.Cli.Tests.Sut;

public sealed class SecretSpecs
{
    private const string Password = "tr0ub4dor & <3>";

    [Test]
    public async Task A_run_shows_no_secret_anywhere_even_when_the_system_under_test_blurts_it_out()
    {
        using var served = await Served.StartAsync("im-sender");
        const string variable = "CONFORMANCE_TEST_PASSWORD";
        Environment.SetEnvironmentVariable(variable, Password);
        try
        {
            var file = served.Changed(sut =>
            {
                sut["pics"]!["transports"] = new JsonArray("udp");
                sut["credentials"]!["password"] = new JsonObject { ["env"] = variable };
                sut["control"]!["actions"] = JsonNode.Parse($$"""
                    { "send-im": { "exec": ["sh", "-c", "echo \"no luck with $PIN\" >&2; exit 1"], "environment": { "PIN": { "env": "{{variable}}" } } } }
                    """);
            });

            var said = await Command.RunAsync("run", "--sut", file, "--only", "sip-im-plain", "--out", served["reports"]);

            Assert.That(said.ExitCode, Is.Not.EqualTo(ExitCode.Usage).And.Not.EqualTo(ExitCode.HarnessFault), said.Error);
            Assert.That(said.Output, Does.Contain("no luck with ****"), "the text itself is shown");
            Assert.That(said.Output + said.Error, Does.Not.Contain("tr0ub4dor"));
            var files = Directory.GetFiles(served["reports"]);
            Assert.That(files.Select(Path.GetFileName), Is.SupersetOf(new[] { "index.html", "results.json", "junit.xml", "summary.md", "journal.jsonl", "capture.pcapng" }));
            foreach (var report in files)
            {
                var text = Encoding.UTF8.GetString(File.ReadAllBytes(report));
                Assert.That(text + Unpacked(text), Does.Not.Contain("tr0ub4dor"), report);
            }

            Assert.That(File.ReadAllText(Path.Combine(served["reports"], "results.json")), Does.Contain("no luck with ****"));
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
        }
    }

    [Test]
    public async Task A_secret_that_the_environment_lacks_is_named_by_its_variable()
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch["acme.json"], """
            {
              "name": "x", "pics": { "seats": ["im-sender"], "transports": ["udp"] }, "addresses": { "im-sender": { "udp": "127.0.0.1:5060" } },
              "credentials": { "username": "issuer", "password": { "env": "CONFORMANCE_NO_SUCH_VARIABLE" } }
            }
            """);

        var said = await Command.RunAsync("run", "--sut", scratch["acme.json"], "--out", scratch["reports"]);

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(said.Error, Does.Contain("line 3, $.credentials.password: the environment variable CONFORMANCE_NO_SUCH_VARIABLE is not set"));
        Assert.That(Directory.Exists(scratch["reports"]), Is.False);
    }

    private static string Unpacked(string page) => string.Concat(Regex.Matches(page, """id="chunk-\d+">([^<]*)<""").Select(m =>
    {
        using var zlib = new ZLibStream(new MemoryStream(Convert.FromBase64String(m.Groups[1].Value)), CompressionMode.Decompress);
        using var reader = new StreamReader(zlib);
        return reader.ReadToEnd();
    }));
}
