using System.Globalization;
using System.Net;
using System.Text.Json;
using Conformance.Harness.Engine;
using Conformance.Harness.Journal;
using Conformance.Harness.Ledger;
using Conformance.Harness.Results;

namespace Conformance.Harness.Reports.Traffic;

/// <summary>Journal lines that are no octets. Each says its <c>kind</c>; a reader leaves out kinds that it does not know.</summary>
internal static class RecordLine
{
    internal static void Write(Utf8JsonWriter json, JournalRecord record)
    {
        switch (record)
        {
            case RunBegun begun:
                json.WriteString("kind", "run");
                Plan(json, begun.Plan);
                break;
            case RunEnded ended:
                json.WriteString("kind", "run-end");
                json.Time("durationMs", ended.Duration);
                json.Optional("interrupted", ended.Interrupted);
                Strays(json, ended);
                break;
            case CaseBegun begun:
                json.WriteString("kind", "case");
                json.WriteString("seed", begun.Seed.ToString(CultureInfo.InvariantCulture));
                Bed(json, begun.Bed);
                break;
            case CaseEnded ended:
                json.WriteString("kind", "case-end");
                json.Optional("byTheRun", ended.ByTheRun);
                ResultLine.Write(json, ended.Result);
                break;
            case ActionAsked asked:
                json.WriteString("kind", "action");
                json.WriteNumber("number", asked.Number);
                json.WriteString("action", asked.Action);
                json.Map("values", asked.Values);
                break;
            case ActionDone done:
                json.WriteString("kind", "action-end");
                json.WriteNumber("number", done.Number);
                json.Optional("problem", done.Problem);
                break;
            case AlarmRang rang:
                json.WriteString("kind", "alarm");
                json.WriteNumber("number", rang.Number);
                break;
            case CaseAbandoned abandoned:
                json.WriteString("kind", "abandoned");
                json.WriteString("reason", abandoned.Reason);
                break;
            case TimeLost lost:
                json.WriteString("kind", "lost");
                json.Time("lostMs", lost.Lost);
                break;
            case GaveUp gaveUp:
                json.WriteString("kind", "gave-up");
                json.WriteNumber("number", gaveUp.Number);
                break;
            case ImpostorApproached:
                json.WriteString("kind", "impostor-approached");
                break;
            case SightSeen seen:
                json.WriteString("kind", "sight");
                json.WriteString("event", seen.Sight.Event);
                json.Map("values", seen.Sight.Values);
                break;
            case StreamEvent stream:
                json.WriteString("kind", stream.What);
                json.Optional("secure", stream.Secure);
                json.Optional("local", stream.Local?.ToString());
                json.WriteString("remote", stream.Remote.ToString());
                json.Optional("reason", stream.Reason);
                break;
        }
    }

    /// <summary>The record, or null when its kind is not known.</summary>
    /// <exception cref="FormatException">A field is missing.</exception>
    internal static JournalRecord? Read(JsonElement line, string kind, long sequence, DateTimeOffset at, Func<string, int, ReadOnlyMemory<byte>> octets)
    {
        var @case = line.OptionalText("case") ?? "";
        return kind switch
        {
            "run" => new RunBegun(sequence, at, ReadPlan(line)),
            "run-end" => new RunEnded(sequence, at, line.Time("durationMs"), line.Flag("interrupted"), ReadStrays(line)),
            "case" => new CaseBegun(sequence, at, @case, line.Seed(), ReadBed(line)),
            "case-end" => new CaseEnded(sequence, at, ResultLine.Read(@case, line.Field("result"), place => octets(@case, place)), line.Flag("byTheRun")),
            "action" => new ActionAsked(sequence, at, @case, line.Number("number"), line.Text("action"), line.Map("values")),
            "action-end" => new ActionDone(sequence, at, @case, line.Number("number"), line.OptionalText("problem")),
            "alarm" => new AlarmRang(sequence, at, @case, line.Number("number")),
            "lost" => new TimeLost(sequence, at, line.Time("lostMs")),
            "abandoned" => new CaseAbandoned(sequence, at, @case, line.Text("reason")),
            "gave-up" => new GaveUp(sequence, at, @case, line.Number("number")),
            "impostor-approached" => new ImpostorApproached(sequence, at, @case),
            "sight" => new SightSeen(sequence, at, @case, new UserSight(line.Text("event"), line.Map("values"))),
            "connected" or "refused" or "accepted" or "closed" or "unsent" =>
                new StreamEvent(sequence, at, kind, line.Flag("secure"), line.OptionalEnd("local"), IPEndPoint.Parse(line.Text("remote")), line.OptionalText("reason")),
            _ => null,
        };
    }

    private static void Strays(Utf8JsonWriter json, RunEnded ended)
    {
        json.WriteStartArray("strays");
        foreach (var stray in ended.Strays)
        {
            json.WriteStartObject();
            json.Time("at", stray.At);
            json.WriteString("transport", stray.Transport);
            json.WriteString("remote", stray.Remote);
            json.WriteBase64String("base64", stray.Bytes.Span);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static StrayMessage[] ReadStrays(JsonElement line) =>
        [.. line.Field("strays").EnumerateArray().Select(s => new StrayMessage(s.Time("at"), s.Text("transport"), s.Text("remote"), s.Field("base64").GetBytesFromBase64()))];

    private static void Plan(Utf8JsonWriter json, RecordedPlan plan)
    {
        json.WriteString("harness", plan.HarnessVersion);
        json.WriteString("sut", plan.Sut);
        json.Optional("sutFile", plan.SutFile);
        json.WriteString("network", plan.Network);
        json.WriteString("seed", plan.Seed.ToString(CultureInfo.InvariantCulture));
        json.Optional("contentSeed", plan.ContentSeed?.ToString(CultureInfo.InvariantCulture));
        json.Optional("strict", plan.Strict);
        json.Optional("shard", plan.Shard);
        json.WriteNumber("repeat", plan.Repeat);
        json.WriteStartObject("pixit");
        json.Time("t1Ms", plan.Pixit.T1);
        json.Time("responseMs", plan.Pixit.ResponseTime);
        json.Time("actMs", plan.Pixit.ActTime);
        json.Time("graceMs", plan.Pixit.Grace);
        OptionalTime(json, "userMs", plan.Pixit.UserTime);
        OptionalTime(json, "fanOutMs", plan.Pixit.FanOutTime);
        OptionalTime(json, "latestMs", plan.Pixit.LatestTime);
        OptionalTime(json, "holdMs", plan.Pixit.HoldTime);
        OptionalTime(json, "lateMs", plan.Pixit.LateTime);
        json.WriteNumber("retries", plan.Pixit.Retries);
        json.Optional("listLimit", plan.Pixit.ListLimit);
        json.Time("caseMs", plan.Pixit.CaseTime);
        json.Time("dateSkewMs", plan.Pixit.DateSkew);
        json.Optional("pathMtu", plan.Pixit.PathMtu);
        json.Optional("pathIsSafe", plan.Pixit.PathIsSafe);
        json.Optional("user", plan.Pixit.Credentials?.UserName);
        json.Optional("guest", plan.Pixit.NotEntitled?.UserName);
        json.Optional("challengedAs", plan.Pixit.Challenge?.UserName);
        json.Optional("lacksOtherCertificate", plan.Pixit.LacksOtherCertificate);
        json.Optional("noPositiveReceipts", !plan.Pixit.PositiveReceipts);
        json.Optional("noNegativeReceipts", !plan.Pixit.NegativeReceipts);
        if (plan.Pixit.Void.Count > 0)
        {
            json.Strings("void", plan.Pixit.Void.Order(StringComparer.Ordinal));
        }

        Texts(json, "readings", plan.Pixit.Readings.Declared);
        Texts(json, "reasons", plan.Pixit.Reasons);

        json.WriteEndObject();
        json.Strings("selected", plan.Selected);
        if (plan.LeftOut.Count > 0)
        {
            json.WriteStartObject("leftOut");
            foreach (var (why, cases) in plan.LeftOut)
            {
                json.Strings(why, cases);
            }

            json.WriteEndObject();
        }
    }

    private static void OptionalTime(Utf8JsonWriter json, string name, TimeSpan? time)
    {
        if (time is { } given)
        {
            json.Time(name, given);
        }
    }

    private static TimeSpan? ReadTime(JsonElement line, string name) => line.TryGetProperty(name, out _) ? line.Time(name) : null;

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> texts)
    {
        if (texts.Count == 0)
        {
            return;
        }

        json.WriteStartObject(name);
        foreach (var (key, text) in texts.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            json.WriteString(key, text);
        }

        json.WriteEndObject();
    }

    private static RecordedPlan ReadPlan(JsonElement line)
    {
        var pixit = line.Field("pixit");
        return new RecordedPlan
        {
            HarnessVersion = line.Text("harness"),
            Sut = line.Text("sut"),
            SutFile = line.OptionalText("sutFile"),
            Network = line.Text("network"),
            Seed = line.Seed(),
            ContentSeed = line.OptionalText("contentSeed") is { } content ? ulong.Parse(content, NumberStyles.None, CultureInfo.InvariantCulture) : null,
            Strict = line.Flag("strict"),
            Shard = line.OptionalText("shard"),
            Repeat = line.Number("repeat"),
            Pixit = new Pixit
            {
                T1 = pixit.Time("t1Ms"),
                ResponseTime = pixit.Time("responseMs"),
                ActTime = pixit.Time("actMs"),
                Grace = pixit.Time("graceMs"),
                UserTime = ReadTime(pixit, "userMs"),
                FanOutTime = ReadTime(pixit, "fanOutMs"),
                LatestTime = ReadTime(pixit, "latestMs"),
                HoldTime = ReadTime(pixit, "holdMs"),
                LateTime = ReadTime(pixit, "lateMs"),
                Retries = pixit.OptionalNumber("retries") ?? new Pixit().Retries,
                ListLimit = pixit.OptionalNumber("listLimit"),
                Reasons = pixit.TryGetProperty("reasons", out var reasons) ? reasons.EnumerateObject().ToDictionary(r => r.Name, r => r.Value.GetString() ?? "", StringComparer.Ordinal) : [],
                CaseTime = pixit.Time("caseMs"),
                DateSkew = pixit.TryGetProperty("dateSkewMs", out _) ? pixit.Time("dateSkewMs") : new Pixit().DateSkew,
                PathMtu = pixit.OptionalNumber("pathMtu"),
                PathIsSafe = pixit.Flag("pathIsSafe"),
                Credentials = Account(pixit.OptionalText("user")),
                NotEntitled = Account(pixit.OptionalText("guest")),
                Challenge = Account(pixit.OptionalText("challengedAs")),
                LacksOtherCertificate = pixit.Flag("lacksOtherCertificate"),
                PositiveReceipts = !pixit.Flag("noPositiveReceipts"),
                NegativeReceipts = !pixit.Flag("noNegativeReceipts"),
                Readings = ReadReadings(pixit),
                Void = pixit.OptionalStrings("void").ToHashSet(StringComparer.Ordinal),
            },
            Selected = line.Strings("selected"),
            LeftOut = line.TryGetProperty("leftOut", out var leftOut) ? leftOut.EnumerateObject().ToDictionary(p => p.Name, p => (IReadOnlyList<string>)leftOut.Strings(p.Name), StringComparer.Ordinal) : [],
        };
    }

    /// <summary>A journal of a version that knew other readings says so, instead of being judged by others than it names.</summary>
    private static ChosenReadings ReadReadings(JsonElement pixit)
    {
        var chosen = ChosenReadings.Default;
        foreach (var one in pixit.TryGetProperty("readings", out var declared) ? declared.EnumerateObject() : default)
        {
            try
            {
                chosen = chosen.With(one.Name, one.Value.GetString() ?? "");
            }
            catch (ArgumentException unknown)
            {
                throw new FormatException(unknown.Message, unknown);
            }
        }

        return chosen;
    }

    private static NetworkCredential? Account(string? user) => user is null ? null : new NetworkCredential(user, "");

    private static void Bed(Utf8JsonWriter json, RecordedBed bed)
    {
        json.WriteString("sut", bed.Sut);
        json.Optional("sutSip", bed.SutSip?.ToString());
        json.Optional("sutTcp", bed.SutTcp?.ToString());
        json.Optional("sutMsrp", bed.SutMsrp?.ToString());
        json.WriteString("user", bed.User);
        json.Optional("sip", bed.Sip?.ToString());
        json.Optional("plainSip", bed.PlainSip?.ToString());
        json.Optional("tlsSip", bed.TlsSip?.ToString());
        json.Optional("impostor", bed.Impostor?.ToString());
        json.WriteString("msrp", bed.Msrp.ToString());
        json.Optional("advertised", bed.Advertised);
        json.Optional("sights", bed.ReportsSights);
        json.Strings("actions", bed.Actions);
    }

    private static RecordedBed ReadBed(JsonElement line) => new()
    {
        Sut = line.Text("sut"),
        SutSip = line.OptionalEnd("sutSip"),
        SutTcp = line.OptionalEnd("sutTcp"),
        SutMsrp = line.OptionalEnd("sutMsrp"),
        User = line.Text("user"),
        Sip = line.OptionalEnd("sip"),
        PlainSip = line.OptionalEnd("plainSip"),
        TlsSip = line.OptionalEnd("tlsSip"),
        Impostor = line.OptionalEnd("impostor"),
        Msrp = IPEndPoint.Parse(line.Text("msrp")),
        Advertised = line.OptionalText("advertised"),
        ReportsSights = line.Flag("sights"),
        Actions = line.Strings("actions"),
    };
}
