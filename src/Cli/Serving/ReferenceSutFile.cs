using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Cli.Sut;
using Conformance.Harness.Engine;
using Conformance.ReferenceImpl;

namespace Conformance.Cli.Serving;

/// <summary>The SUT file of live seats: with it another process judges them as it would judge any stack.</summary>
internal static class ReferenceSutFile
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the file, and beside it the root of the certificates and what the harness proves to be itself by. A reader never sees half of it.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="seats">What is served.</param>
    /// <param name="controlUrl">The control face; null when there is none.</param>
    /// <exception cref="CommandException">The file cannot be written.</exception>
    internal static void Write(string path, ServeOptions options, LiveSeats seats, string? controlUrl)
    {
        var (root, certificate, key) = (Path.ChangeExtension(path, ".ca.pem"), Path.ChangeExtension(path, ".harness.pem"), Path.ChangeExtension(path, ".harness.key"));
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }

            File.WriteAllText(root, seats.RootPem);
            File.WriteAllText(certificate, seats.HarnessPem.Certificate);
            WriteSecret(key, seats.HarnessPem.Key);
            var half = path + ".part";
            File.WriteAllText(half, Describe(options, seats, controlUrl, Path.GetFileName(root), Path.GetFileName(certificate), Path.GetFileName(key)).ToJsonString(Json) + "\n");
            File.Move(half, path, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"the SUT file {path} cannot be written: {fault.Message}");
        }
    }

    /// <summary>Nobody else on the host reads a private key.</summary>
    private static void WriteSecret(string path, string text)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(path);
            using var made = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        }

        File.WriteAllText(path, text);
    }

    private static JsonObject Describe(ServeOptions options, LiveSeats seats, string? controlUrl, string rootFile, string certificateFile, string keyFile)
    {
        var loopback = IPAddress.IsLoopback(options.Address);
        var account = options.Account ?? ReferenceSource.Account;
        var name = options.Deviations.Count == 0 ? "bundled reference" : $"bundled reference with {string.Join(", ", options.Deviations.Select(d => d.Id))}";
        return new JsonObject
        {
            ["name"] = name,
            ["version"] = HarnessVersion.Text,
            ["pics"] = new JsonObject
            {
                ["seats"] = Strings(options.Seats),
                ["transports"] = Strings(["udp", "tcp", "tls"]),
                ["receipts"] = Strings(["positive-delivery", "negative-delivery", "read"]),
            },
            ["addresses"] = new JsonObject(seats.Seats.Select(s => KeyValuePair.Create(s.Seat, (JsonNode?)Addresses(s)))),
            ["harness"] = new JsonObject { ["address"] = options.Address.ToString() },
            ["credentials"] = Account(account),
            ["notEntitled"] = options.Account is null ? Account(ReferenceSource.Guest) : null,
            ["challenge"] = Account(account),
            ["tls"] = new JsonObject { ["trust"] = rootFile, ["certificate"] = certificateFile, ["key"] = keyFile },
            ["timers"] = new JsonObject
            {
                ["t1Ms"] = (int)options.T1.TotalMilliseconds,
                ["responseMs"] = (int)Pixit.Loopback.ResponseTime.TotalMilliseconds,
                ["actMs"] = (int)Pixit.Loopback.ActTime.TotalMilliseconds,
                ["graceMs"] = (int)(loopback ? Pixit.Loopback.Grace : new Pixit().Grace).TotalMilliseconds,
            },
            ["limits"] = new JsonObject
            {
                ["pathMtu"] = loopback ? Pixit.Loopback.PathMtu : 1500,
                ["pathIsSafe"] = true,
                ["concurrency"] = 4000,
            },
            ["control"] = controlUrl is null ? null : new JsonObject
            {
                ["events"] = new JsonObject { ["http"] = new JsonObject { ["url"] = $"{controlUrl}/events" } },
                ["actions"] = new JsonObject(),
                ["otherwise"] = new JsonObject
                {
                    ["http"] = new JsonObject { ["method"] = "POST", ["url"] = $"{controlUrl}/actions/{{action}}", ["body"] = "{values}" },
                },
            },
        };
    }

    private static JsonObject Addresses(IReferenceSeat seat)
    {
        var addresses = new JsonObject();
        foreach (var (transport, address) in seat.SipAddresses.OrderBy(a => a.Key))
        {
            addresses[TestCase.TransportName(transport)] = address.ToString();
        }

        if (seat.MsrpAddress is { } msrp)
        {
            addresses["msrp"] = msrp.ToString();
        }

        addresses["user"] = "{party}.{nonce}";
        return addresses;
    }

    private static JsonObject Account(NetworkCredential account) => new() { ["username"] = account.UserName, ["password"] = account.Password };

    private static JsonArray Strings(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode?)t)]);
}
