using Conformance.Harness.Dsl;
using Conformance.Harness.Evidence;
using Conformance.Harness.Ledger;
using Conformance.Harness.Results;
using Conformance.Harness.Rules;

namespace Conformance.Harness.Engine;

/// <content>Findings of the flow, and the end of the case: rules, verdict, result.</content>
internal sealed partial class CaseRun
{
    // More than these say nothing new; a flood of thousands would make the report unreadable.
    private const int MostUnexpected = 10;

    private void Exercise(Step step) => Exercise(step.Requirements);

    private void Exercise(IEnumerable<string> requirements) => _exercised.AddRange(requirements.Where(r => !_settings.Pixit.Void.Contains(r)));

    private void Find(Step step, string message, string expected, string observed, Observed? evidence) =>
        Find(step.Requirements, message, expected, observed, evidence, null, step.Weight, step.Reading, step.Alternative, step.IsUndecided);

    private void Differ(Step step, Difference difference, Observed message)
    {
        if (step is Arrow arrow)
        {
            _askew.Add(arrow.Message);
        }

        Find(
            difference.Requirement is null ? step.Requirements : [difference.Requirement],
            $"{message.From} sent {step.Label}, but with {difference.Observed} where {difference.Expected} was due",
            difference.Expected,
            difference.Observed,
            message,
            difference.Bytes,
            difference.Weight ?? step.Weight,
            difference.Reading ?? step.Reading,
            difference.Reading is null ? step.Alternative : null);
    }

    private void Find(
        IReadOnlyList<string> requirements,
        string message,
        string expected,
        string observed,
        Observed? evidence,
        ByteRange? bytes = null,
        Severity? weight = null,
        string? reading = null,
        string? alternative = null,
        bool undecided = false)
    {
        Exercise(requirements);
        foreach (var requirement in requirements.DefaultIfEmpty(null))
        {
            _findings.Add(new Finding
            {
                Requirement = requirement,
                Severity = _settings.Pixit.Weigh(requirement, reading, alternative, weight),
                Kind = FindingKind.Flow,
                Message = message + _settings.Pixit.Explain(requirement, reading, alternative),
                Expected = expected,
                Observed = observed,
                Entry = evidence?.Index,
                Bytes = bytes,
                Reading = reading,
                IsUndecided = undecided,
            });
        }
    }

    private void Finish()
    {
        if (_over)
        {
            return;
        }

        _over = true;
        _duration = Elapsed;
        _deadline?.Dispose();
        foreach (var timer in _timers)
        {
            timer.Dispose();
        }

        _beats.ForEach(beat => beat.GivenUp());
        _sut.Control.UserSaw -= OnSight;
        foreach (var sent in _sent.Values)
        {
            sent.Transaction?.Terminate();
        }

        CloseSessions();
        _tester.Leave(this);
        if (_judging is null)
        {
            _ended(Judged());
            return;
        }

        _judging(() =>
        {
            var result = Judged();
            _tester.Loop.Post(() => _ended(result));
        });
    }

    /// <summary>Judges what was seen. Nothing of the case happens any more, so this needs no loop.</summary>
    private CaseResult Judged()
    {
        try
        {
            ReportUnexpected();
            _findings.AddRange(RuleJudge.Judge(_trace, _settings.Rules, _exercised));
            _inconclusive ??= _findings.FirstOrDefault(f => f.IsUndecided) is { } open ? $"{open.Message} ({open.Reading})" : null;
            NoteReadings(Witnesses.Seen(_trace, _settings.Witnesses));
            return Result();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // A defect of the harness: the case is its error, and the run goes on. The story may be what is broken: the
            // findings stand without it, and the journal has every octet.
            Accuse(fault);
            _happenings.Clear();
            FindingsAlone();
            return Result();
        }
    }

    private void FindingsAlone()
    {
        for (var i = 0; i < _findings.Count; i++)
        {
            _findings[i] = _findings[i] with { Entry = null, Bytes = null };
        }
    }

    private void ReportUnexpected()
    {
        foreach (var early in _early)
        {
            early.Message.Mark = ArrowMark.Unexpected;
        }

        // After a failure the rest of the flow was not carried out, so what came then is no news.
        if (_findings.Any(f => f.Severity is Severity.Fail))
        {
            return;
        }

        var unexpected = _trace.Messages.Where(m => m is { FromSut: true, Mark: ArrowMark.Unexpected }).ToArray();
        foreach (var message in unexpected.Take(MostUnexpected))
        {
            Find([], $"{message.From} sent something that the scenario does not provide for", "nothing", Summary.Of(message), message);
        }

        if (unexpected.Length > MostUnexpected)
        {
            Find([], $"{SutParty} sent {unexpected.Length - MostUnexpected:N0} more messages that the scenario does not provide for", "nothing", "see the journal", null);
        }
    }

    private CaseResult Result()
    {
        var places = new Dictionary<Observed, int>(ReferenceEqualityComparer.Instance);
        var told = Abridgement.Of(_happenings, _findings.Select(f => f.Entry).OfType<int>().ToHashSet());
        var timeline = new List<TimelineEntry>(told.Count);
        foreach (var happening in told)
        {
            var index = timeline.Count;
            if (happening is Observed observed)
            {
                places[observed] = index;
            }

            timeline.Add(happening is Observed message ? WireEntries.Of(message, index) : (TimelineEntry)happening with { Index = index });
        }

        // Findings name messages by their place in the trace; the report shows the whole timeline.
        var findings = _findings
            .Select(f => f.Entry is { } entry ? f with { Entry = places[_trace.Messages[entry]] } : f)
            .OrderBy(f => f.Kind is not FindingKind.Harness)
            .ThenBy(f => f.Severity)
            .ToArray();
        var verdict = CaseVerdict.Of(findings, isInconclusive: _inconclusive is not null);
        return new CaseResult
        {
            Id = Case.Id,
            Scenario = Case.Scenario.Name,
            Suite = TestCase.SuiteName(Case.Scenario.Suite),
            Title = Case.Scenario.Title,
            Story = Case.Scenario.Story,
            Seat = Case.Assignment.Seat.Name,
            Transport = TestCase.TransportName(Case.Transport),
            Variant = Case.Variant.Name,
            Verdict = verdict,
            Warned = verdict is Verdict.Pass && findings.Any(f => f.Severity is Severity.Warning),
            Reason = verdict is Verdict.Inconclusive ? _inconclusive : null,
            Duration = _duration,
            Parties = Parties(),
            SutParty = SutParty.Name,
            Findings = findings,
            Timeline = timeline,
            Exercised = [.. _exercised.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            MissingActions = _missingActions,
            Readings = _readings,
            Fences = _fences,
        };
    }

    /// <summary>Left to right in the order in which the scenario first names them.</summary>
    private string[] Parties()
    {
        var drawn = CasePlan.Leaves(Case.Variant.Steps).SelectMany(s => s switch
        {
            Arrow arrow => arrow.Via is null ? new[] { arrow.From, arrow.To } : [arrow.From, arrow.Via, arrow.To],
            Answer answer => [answer.From, answer.To],
            Control control => [control.Who],
            SessionSetup session => [session.Offerer, session.Answerer],
            _ => [],
        });
        var seen = _trace.Messages.SelectMany(m => new[] { m.From, m.To }).ToHashSet();
        return [.. drawn.Concat(seen).Append(SutParty).Distinct().Where(p => p == SutParty || seen.Contains(p)).Select(WireEntries.Column).Distinct()];
    }
}
