using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Harness.Ledger;
using Conformance.Stack;

namespace Conformance.Harness.Remote.Description;

/// <summary>Turns the document into a description, and notes what is wrong on the way.</summary>
internal sealed partial class SutFileReader(FileNotes notes, string file)
{
    /// <summary>Reads the document. The result is only meant for use when there are no notes.</summary>
    public SutDescription Read(LocatedValue? root)
    {
        var document = new FileSection(root, notes);
        document.Find("$schema");
        var name = notes.Text(document.Demand("name", "the name of the system under test, for reports"));
        var version = document.Text("version");
        var harness = Harness(document.Section("harness"));
        document.Demand("pics", "what the system under test claims: seats and transports");
        var pics = Pics(document.Section("pics"));
        var addresses = Addresses(document, pics, harness);
        var description = new SutDescription
        {
            Name = name ?? "",
            Version = version,
            Pics = pics,
            Addresses = addresses,
            Harness = harness,
            Credentials = Account(document.Section("credentials")),
            NotEntitled = Account(document.Section("notEntitled")),
            Challenge = Account(document.Section("challenge")),
            Tls = new TlsSection(notes).Read(document.Section("tls")),
            Timers = Timers(document.Section("timers")),
            Limits = Limits(document.Section("limits")),
            Readings = Readings(document.Section("readings")),
            Control = new ControlSection(notes).Read(document.Section("control")),
            File = file,
            Redaction = notes.Redaction,
        };
        document.End();
        return description;
    }

    private SutPics Pics(FileSection section)
    {
        var seats = section.Demand("seats", $"the seats that the system takes, of {string.Join(", ", Seat.All)}");
        var transports = section.Demand("transports", "the transports that it speaks, of udp, tcp, tls");
        var receipts = section.Find("receipts");
        var pics = new SutPics
        {
            Seats = [.. notes.Choices(seats, "seat", [.. Seat.All.Select(s => s.Name)]).Select(s => Seat.Named(s)).OfType<Seat>()],
            Transports = [.. notes.Choices(transports, "transport", TransportNames).Select(Transport)],
            Receipts = receipts is null ? SutPics.ReceiptKinds : notes.Choices(receipts, "receipt", SutPics.ReceiptKinds),
            Items = Items(section.Section("items")),
            Reasons = Reasons(section.Section("reasons")),
        };
        RefuseEmpty(seats, "seat");
        RefuseEmpty(transports, "transport");
        section.End();
        return pics;
    }

    private void RefuseEmpty(LocatedValue? list, string what)
    {
        if (list is { Kind: JsonValueKind.Array, Items.Count: 0 })
        {
            notes.Add(list, $"this list is empty; a system under test has one {what} at least");
        }
    }

    private Dictionary<string, string> Items(FileSection section)
    {
        var items = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, line, value) in section.Everything())
        {
            if (PicsItems.Named(name) is not { } item)
            {
                notes.Add(line, value.Path, NearMisses.Explain(name, "PICS item", PicsItems.All));
            }
            else if (value.Kind is JsonValueKind.True or JsonValueKind.False or JsonValueKind.Number || (value.Kind is JsonValueKind.String && value.Text.Length > 0))
            {
                items[name] = value.Text;
                if (!item.Accepts(value.Text))
                {
                    notes.Add(value, $"{name} is claimed with {string.Join(", ", (item.Words ?? []).Append("true"))} or denied with false, not with {value.Text}");
                }
            }
            else if (value.Kind is not JsonValueKind.Null)
            {
                notes.Add(value, $"true, false, or the value that is claimed, is expected here, not {value.Article}");
            }
        }

        return items;
    }

    private Dictionary<Seat, SeatAddresses> Addresses(FileSection document, SutPics pics, HarnessPlace harness)
    {
        var addresses = new Dictionary<Seat, SeatAddresses>();
        var section = document.Section("addresses");
        foreach (var (name, line, value) in section.Everything())
        {
            if (Seat.Named(name) is not { } seat)
            {
                notes.Add(line, value.Path, NearMisses.Explain(name, "seat", [.. Seat.All.Select(s => s.Name)]));
                continue;
            }

            addresses[seat] = Addresses(new FileSection(value, notes), seat, pics, harness);
        }

        foreach (var seat in pics.Seats.Where(s => !addresses.ContainsKey(s) && !harness.Registrar))
        {
            notes.Add(
                section.IsThere ? section.Line : document.Line,
                LocatedValue.PathOf("$.addresses", seat.Name),
                $"the seat {seat} is claimed, and its addresses are missing; write where it is, or set harness.registrar when it registers with the harness");
        }

        return addresses;
    }

    private SeatAddresses Addresses(FileSection section, Seat seat, SutPics pics, HarnessPlace harness)
    {
        var addresses = new SeatAddresses
        {
            Udp = EndPoint(section, "udp", harness),
            Tcp = EndPoint(section, "tcp", harness),
            Tls = EndPoint(section, "tls", harness),
            Msrp = EndPoint(section, "msrp", harness),
            User = User(section) ?? SeatAddresses.AnyUser,
        };
        if (section.IsThere && pics.Seats.Contains(seat) && !harness.Registrar)
        {
            foreach (var transport in pics.Transports.Where(t => section.Find(TestCase.TransportName(t)) is null))
            {
                notes.Add(section.Line, section.Path, $"the transport {TestCase.TransportName(transport)} is claimed, and its address is missing here");
            }
        }

        section.End();
        return addresses;
    }

    private IPEndPoint? EndPoint(FileSection section, string name, HarnessPlace harness)
    {
        var found = section.EndPoint(name);
        if (found is not null && found.AddressFamily != harness.Address.AddressFamily)
        {
            notes.Add(section.Find(name), $"{found} cannot be reached from harness.address {harness.Address}: one is IPv4, the other IPv6; give both of one kind");
        }

        return found;
    }

    private string? User(FileSection section)
    {
        var user = section.Text("user");
        var unknown = user is null ? [] : Placeholders.NamesIn(user).Where(n => n is not ("party" or "nonce")).ToArray();
        if (unknown.Length > 0)
        {
            notes.Add(section.Find("user"), $"{{{unknown[0]}}} stands for nothing here; {{party}} and {{nonce}} do");
            return null;
        }

        if (user is null || UserPart().IsMatch(SeatAddresses.AnyUser == user ? "any" : user.Replace("{party}", "p", StringComparison.Ordinal).Replace("{nonce}", "n", StringComparison.Ordinal)))
        {
            return user;
        }

        notes.Add(section.Find("user"), $"'{user}' is no user part of a SIP URI; write what stands before the @, such as bob");
        return null;
    }

    private HarnessPlace Harness(FileSection section)
    {
        var place = new HarnessPlace();
        place = place with
        {
            Address = section.Address("address") ?? place.Address,
            Advertise = section.Address("advertise"),
            SipPort = section.Number("sipPort", 0, 65535) ?? 0,
            TlsPort = section.Number("tlsPort", 0, 65535) ?? 0,
            OtherTlsPort = section.Number("otherTlsPort", 0, 65535) ?? 0,
            MsrpPort = section.Number("msrpPort", 0, 65535) ?? 0,
            Registrar = section.Flag("registrar", false),
        };
        if (place.Advertise is null && (place.Address.Equals(IPAddress.Any) || place.Address.Equals(IPAddress.IPv6Any)))
        {
            notes.Add(section.Find("address"), $"{place.Address} means every interface, and the system under test could not send anything there; write the address by which it reaches this host, or give that as advertise");
        }

        (string Name, int Port)[] ports = [("sipPort", place.SipPort), ("tlsPort", place.TlsPort), ("otherTlsPort", place.OtherTlsPort), ("msrpPort", place.MsrpPort)];
        foreach (var (index, port) in ports.Index().Where(p => p.Item.Port != 0 && ports.Take(p.Index).Any(other => other.Port == p.Item.Port)))
        {
            notes.Add(section.Find(port.Name), $"port {port.Port} is already taken by another port of the harness");
        }

        section.End();
        return place;
    }

    private SutAccount? Account(FileSection section)
    {
        var username = notes.Text(section.Demand("username", "the user name of the account"));
        // A password that is the user name stands in messages as the name: hiding it would hide the messages, and guard nothing.
        var password = notes.Secret(section.Demand("password", "the password, or { \"env\": \"NAME\" } for one from the environment"), openly: username);
        var realm = section.Text("realm");
        section.End();
        return username is not null && password is not null ? new SutAccount(username, password, realm) : null;
    }

    private static SutTimers Timers(FileSection section)
    {
        var timers = new SutTimers();
        timers = timers with
        {
            T1 = section.Milliseconds("t1Ms", timers.T1, 1, 60_000),
            Response = section.Milliseconds("responseMs", timers.Response),
            Act = section.Milliseconds("actMs", timers.Act),
            Grace = section.Milliseconds("graceMs", timers.Grace),
            User = section.Milliseconds("userMs"),
            FanOut = section.Milliseconds("fanOutMs"),
            Latest = section.Milliseconds("latestMs"),
            Hold = section.Milliseconds("holdMs"),
            Late = section.Milliseconds("lateMs"),
        };
        section.End();
        return timers;
    }

    private static SutLimits Limits(FileSection section)
    {
        var limits = new SutLimits();
        limits = limits with
        {
            PathMtu = section.Number("pathMtu", 576, 65_535),
            PathIsSafe = section.Flag("pathIsSafe", false),
            DateSkew = section.Number("dateSkewMinutes", 1, 1440) is { } minutes ? TimeSpan.FromMinutes(minutes) : limits.DateSkew,
            Retries = section.Number("retries", 0, 1000) ?? limits.Retries,
            Concurrency = section.Number("concurrency", 1, 100_000) ?? limits.Concurrency,
            CaseDeadline = section.Milliseconds("caseDeadlineMs", limits.CaseDeadline, 1000, 86_400_000),
        };
        section.End();
        return limits;
    }

    /// <summary>What only SHOULD be done can be left for a reason; what MUST be done cannot.</summary>
    private Dictionary<string, string> Reasons(FileSection section)
    {
        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, line, value) in section.Everything())
        {
            if (notes.Text(value) is not { } reason)
            {
                continue;
            }

            if (!Requirements.TryGet(name, out var requirement))
            {
                notes.Add(line, value.Path, NearMisses.Explain(name, "requirement", [.. Requirements.All.Where(r => r.Level is Level.Should or Level.ShouldNot).Select(r => r.Id)]));
            }
            else if (requirement.Level is not (Level.Should or Level.ShouldNot))
            {
                notes.Add(line, value.Path, $"{requirement.Id} is no SHOULD, so that no reason excuses who breaks it");
            }
            else
            {
                reasons[requirement.Id] = reason;
            }
        }

        return reasons;
    }

    private ChosenReadings Readings(FileSection section)
    {
        var chosen = ChosenReadings.Default;
        foreach (var (name, line, value) in section.Everything())
        {
            if (notes.Text(value) is not { } declared)
            {
                continue;
            }

            if (ChosenReadings.TryFind(name, declared, out var found, out var problem))
            {
                chosen = chosen.With(found.Id, found.Alternative.Name);
            }
            else
            {
                notes.Add(line, value.Path, problem);
            }
        }

        return chosen;
    }

    private static readonly string[] TransportNames = [.. Enum.GetValues<TransportKind>().Select(TestCase.TransportName)];

    private static TransportKind Transport(string name) => Enum.GetValues<TransportKind>().First(t => TestCase.TransportName(t) == name);

    // user of RFC 3261 25.1, without escapes: names that need some are better not chosen for a test.
    [GeneratedRegex(@"^[A-Za-z0-9\-_.!~*'()&=+$,;?/]+$", RegexOptions.CultureInvariant)]
    private static partial Regex UserPart();
}
