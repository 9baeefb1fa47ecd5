using Conformance.Harness.Dsl;
using Conformance.Harness.Evidence;
using Conformance.Harness.Journal;
using Conformance.Harness.Results;

namespace Conformance.Harness.Engine;

/// <content>Groups of expectations: opening them, satisfying them, running out of time.</content>
internal sealed partial class CaseRun
{
    private const string SightsInterrupted = "the report of what users see was interrupted, so that a sight may have been missed";

    // A timer of a loop with nothing else to do is good to a millisecond or two.
    private static readonly TimeSpan TolerableDelay = TimeSpan.FromMilliseconds(50);

    // Messages of the system under test that were not as drawn. What hangs on one may be missing for that reason alone.
    private readonly HashSet<Template> _askew = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Answer, Arrow> _answeredBy = new(ReferenceEqualityComparer.Instance);

    private void Await(Operation.Await awaiting)
    {
        _awaiting = awaiting;
        _awaited = [.. awaiting.Expectations.Select(e => new Awaited(e))];
        _firstOpen = 0;
        foreach (var expectation in awaiting.Expectations)
        {
            Learn(expectation.Requests);
        }

        if (!_sut.Control.ReportsSights)
        {
            // What a user sees cannot be judged without reports of it: the row stays unexercised, and nothing is claimed.
            foreach (var awaited in _awaited.Where(a => a.Expectation.Alternatives.All(s => s is Sight)))
            {
                awaited.IsSatisfied = true;
            }
        }

        // Also where all has come already: whether it has may differ when the run is judged again, and the number of the alarm must not.
        AllowTime(awaiting, TimeFor(awaiting));
        TakeWhatCameBefore();
        ReleaseWhatIsNotDue();
        if (ReferenceEquals(_awaiting, awaiting))
        {
            Settle();
        }
    }

    private void AllowTime(Operation.Await awaiting, TimeSpan time)
    {
        var due = _tester.Loop.Now + time;
        var lostBefore = _tester.TimeLost;
        _deadline = Alarm(time, () => OnDeadline(awaiting, due, lostBefore));
    }

    private void Learn(IReadOnlyDictionary<Answer, Arrow> requests)
    {
        foreach (var (answer, arrow) in requests)
        {
            _answeredBy[answer] = arrow;
        }
    }

    private void TakeWhatCameBefore()
    {
        foreach (var awaited in _awaited.Where(a => !a.IsSatisfied))
        {
            foreach (var step in awaited.Expectation.Alternatives)
            {
                if (step is Answer answer && RequestOf(answer) is { Final: { } final } sent && (sent.RepeatedUnanswered || !awaited.Expectation.Requests[answer].Repetition) && !DecidesNothing(awaited, final))
                {
                    JudgeAnswer(awaited, answer, final);
                }
                else if (step is Sight sight && _sights.FirstOrDefault(s => Shows(sight, s)) is { } seen)
                {
                    _sights.Remove(seen);
                    awaited.IsSatisfied = true;
                    Exercise(awaited.Expectation.Step);
                }
                else if (step is Arrow arrow && BestOfEarly(arrow) is { } early)
                {
                    _early.Remove(early);
                    if (!early.InTime)
                    {
                        Find(
                            awaited.Expectation.Step,
                            $"{early.Message.From} sent {arrow.Label} before it was its turn",
                            $"{arrow.Label} after the steps drawn before it",
                            $"{Summary.Of(early.Message)} at {early.Message.At.TotalMilliseconds:0} ms",
                            early.Message);
                    }

                    Satisfy(awaited, arrow, early);
                }

                if (awaited.IsSatisfied)
                {
                    break;
                }
            }
        }
    }

    /// <summary>Of several messages that came before and may stand for an arrow, the one that is it without any difference.</summary>
    private Received? BestOfEarly(Arrow arrow)
    {
        Received? first = null;
        foreach (var early in _early)
        {
            var recognition = Recognise(arrow, early.Message);
            if (recognition.Fit is Fit.Yes && recognition.Differences.Count == 0)
            {
                return early;
            }

            first ??= recognition.Fit is Fit.Yes ? early : null;
        }

        return first;
    }

    /// <summary>A final response to a request of ours came: is it awaited, forbidden, or kept for later?</summary>
    private void Answered(Arrow arrow, Observed response)
    {
        if (response.StatusCode < 200)
        {
            return;
        }

        if (Forbidden(response))
        {
            return;
        }

        MarkAsDrawn(response);
        foreach (var awaited in _awaited.Where(a => !a.IsSatisfied))
        {
            var answer = awaited.Expectation.Alternatives.OfType<Answer>()
                .FirstOrDefault(a => awaited.Expectation.Requests.TryGetValue(a, out var request) && (ReferenceEquals(request, arrow) || RequestOf(a) is { RepeatedUnanswered: true } sent && ReferenceEquals(sent.Arrow, arrow)));
            if (answer is not null && !DecidesNothing(awaited, response))
            {
                JudgeAnswer(awaited, answer, response);
                break;
            }
        }

        ReleaseWhatIsNotDue();
        Settle();
    }

    /// <summary>What presupposes a request that was refused is not waited for, and nothing is claimed about it.</summary>
    private void ReleaseWhatIsNotDue()
    {
        foreach (var awaited in _awaited.Where(a => !a.IsSatisfied && Presupposed(a.Expectation) is { } request && IsRefused(request)))
        {
            awaited.IsSatisfied = true;
        }
    }

    private static Template? Presupposed(Expectation expectation) => expectation.Step switch
    {
        Arrow arrow => arrow.Presupposes,
        Sight sight => sight.Presupposes,
        Answer answer => expectation.Requests[answer].Presupposes,
        _ => null,
    };

    private bool IsRefused(Template request) =>
        _sent.Values.Any(s => ReferenceEquals(s.Arrow.Message, request) && (s.IsReportedFailed || s.Final is { StatusCode: >= 300 }));

    private void JudgeAnswer(Awaited awaited, Answer answer, Observed response)
    {
        var accepted = awaited.Expectation.Alternatives.OfType<Answer>().FirstOrDefault(a => a.Codes.Accepts(response.StatusCode));
        if (accepted is not null && IsClosed(awaited.Expectation.Step, accepted, out var chosen))
        {
            NoteReading(awaited, accepted);
            var open = awaited.Expectation.Alternatives.First(a => a.Alternative == chosen.Alternative);
            Find(open.Resting(chosen.Id), $"{answer.From} answered {response.StatusCode} where {open.Label} was due, as declared", open.Label, Summary.Of(response), response);
            StopFlow($"{answer.From} answered {response.StatusCode}");
            return;
        }

        awaited.IsSatisfied = true;
        Exercise(awaited.Expectation.Step);
        if (accepted is not null)
        {
            NoteLateness(awaited, response);
            NoteReading(awaited, accepted);
            if (accepted.Weight is { } weight && awaited.Expectation.Step is OneOf { Reading: { } reading })
            {
                Find([], $"{answer.From} answered {response.StatusCode}", accepted.Label, Summary.Of(response), response, weight: weight, reading: reading);
            }

            return;
        }

        if (_awaiting?.Fence is { } fence)
        {
            // What a fence asks for is no clause of the case; without its completion there is no evidence, that is all.
            _inconclusive ??= $"the fence {fence.Fence.Name} did not come back: {answer.From} answered {response.StatusCode} where {answer.Codes} was due";
            Finish();
            return;
        }

        if (awaited.Expectation.Alternatives.Append(awaited.Expectation.Step).All(s => s.Requirements.Count == 0))
        {
            // No clause says that this answer is owed: the case has not come to what it is about.
            _inconclusive ??= $"{answer.From} answered {response.StatusCode} where {answer.Codes} was due, so that the case did not come to what it is about";
            Finish();
            return;
        }

        Find(
            awaited.Expectation.Step,
            $"{answer.From} answered {response.StatusCode} where {answer.Codes} was due",
            $"{answer.Codes} to {awaited.Expectation.Requests[answer].Label}",
            Summary.Of(response),
            response);
        if (IsExcused(awaited.Expectation.Step))
        {
            return;
        }

        StopFlow($"{answer.From} answered {response.StatusCode} where {answer.Codes} was due");
    }

    private void Settle()
    {
        if (_awaiting is null || FirstOpen() < _awaited.Count)
        {
            return;
        }

        _deadline?.Dispose();
        _deadline = null;
        _awaiting = null;
        _awaited = [];
        _firstOpen = 0;
    }

    private void OnDeadline(Operation.Await awaiting, DateTimeOffset due, TimeSpan lostBefore)
    {
        if (_over || !ReferenceEquals(_awaiting, awaiting))
        {
            return;
        }

        // Whoever looks late has seen nothing of what came meanwhile: the time that was lost here is not the other side's.
        var late = _tester.Loop.Now - due;
        var meanwhile = _tester.TimeLost - lostBefore;
        var lost = late > meanwhile ? late : meanwhile;
        if (lost > TolerableDelay)
        {
            AllowTime(awaiting, lost);
            return;
        }

        var missing = _awaited.Where(a => !a.IsSatisfied).ToArray();
        if (MayStillCome(awaiting, missing))
        {
            return;
        }

        if (awaiting.Fence is { } fence)
        {
            _inconclusive ??= $"the fence {fence.Fence.Name} did not come back: missing {string.Join(", ", missing.Select(a => a.Expectation.Step.Label))}";
            Finish();
            return;
        }

        if (_sut.Control.SightBreaks != _sightBreaks && missing.Any(a => a.Expectation.Step is Sight))
        {
            _inconclusive ??= SightsInterrupted;
            Finish();
            return;
        }

        if (missing.FirstOrDefault(a => WaitsForUs(a.Expectation)) is { } passedOn)
        {
            _inconclusive ??= $"{SutParty} has passed the request on and waits for the answer to that before it gives {passedOn.Expectation.Step.Label}, as a proxy does; the scenario is about one that answers by itself";
            Finish();
            return;
        }

        foreach (var awaited in missing)
        {
            Miss(awaited, ReferenceEquals(awaiting, _extended) ? _settings.Pixit.Latest : TimeFor(awaiting));
        }

        if (missing.All(a => a.Expectation.Step.IsSilenceUndecided || (IsExcused(a.Expectation.Step) && !IsAnswerBySip(a.Expectation))))
        {
            // Accepted as it is: the rest of the flow is judged all the same, and what still comes is late and no more than that.
            foreach (var awaited in missing)
            {
                awaited.IsSatisfied = true;
                _overdue.AddRange(awaited.Expectation.Alternatives.OfType<Arrow>());
            }

            Settle();
        }
        else
        {
            StopFlow($"{missing[0].Expectation.Step.Label} did not come");
        }

        Advance();
    }

    private void Miss(Awaited awaited, TimeSpan waited)
    {
        var step = awaited.Expectation.Step;
        NoteOwed(step, hasCome: false);
        var near = _nearMisses.FirstOrDefault(m => m.Mark is ArrowMark.Unexpected);
        var (from, to) = awaited.Expectation.Alternatives[0] switch
        {
            Arrow arrow => (arrow.From, arrow.Receiver),
            Answer answer => (answer.From, answer.To),
            _ => (SutParty, SutParty),
        };
        _happenings.Add(new TimelineEntry.Missing(0, Elapsed, WireEntries.Column(from), WireEntries.Column(to), to.Crowd is null ? step.Label : $"{step.Label} {to}", waited));
        var absence = step is Sight ? $"{from} did not show its user {step.Label}" : $"{from} did not send {step.Label} within {waited.TotalSeconds:0.#} s";
        var grounded = step.IsSilenceUndecided ? step with { Weight = Ledger.Severity.Finding } : Grounded(step);
        var known = _findings.Count;
        var askew = SubjectOf(step) is { } subject && _askew.Contains(subject) ? subject : null;
        Find(
            askew is null ? grounded : grounded with { Requirements = [] },
            askew is null ? absence : $"{absence}; what it is about, {askew.Label}, had itself not come as drawn, so no clause is blamed for this",
            step.Label,
            step is Sight missed && _sights.Where(s => s.Event == missed.Event).Select(DescribeWhole).ToArray() is { Length: > 0 } others ? $"instead: {string.Join("; ", others)}"
                : near is null ? "nothing that could stand for it"
                : $"instead: {Summary.Of(near)}",
            near);
        near?.Mark = ArrowMark.Tolerated;
        if (step.IsSilenceUndecided)
        {
            _inconclusive ??= $"{from} did not answer, which says nothing ({step.Reading})";
        }
        else if (IsAnswerBySip(awaited.Expectation) && _findings.Skip(known).All(f => f.Severity is not Ledger.Severity.Fail))
        {
            // Which answer it is may be left open; that there is one may not (RFC 3261 8.2).
            Find([], $"{from} gave no final response at all", "a final response", "none", null);
        }
    }

    private static Template? SubjectOf(Step step) => step switch
    {
        Sight sight => sight.Values.Select(v => v.Value).OfType<Template>().FirstOrDefault(),
        Arrow arrow => arrow.Message.Subject,
        _ => null,
    };

    /// <summary>True for an answer to a request that went on to a party of ours, which the flow has not let answer yet.</summary>
    private bool WaitsForUs(Expectation expectation) => expectation.Alternatives.OfType<Answer>().Any(answer =>
        expectation.Requests.TryGetValue(answer, out var request) && !IsOverSession(request.From)
        && _received.Any(r => ReferenceEquals(r.Key.Message, request.Message) && r.Value.Transaction is { IsAnswered: false }));

    /// <summary>What follows a missing or wrong step would only repeat the complaint: the flow ends here, the message rules still run.</summary>
    /// <param name="why">What stopped it: where that fails nothing, and something was still to come, the case has no judgement.</param>
    private void StopFlow(string why)
    {
        if (_next < _operations.Count || _windows.Any(w => !w.IsClosed))
        {
            _inconclusive ??= $"{why}, and what was to come after it was not judged";
        }

        _deadline?.Dispose();
        _deadline = null;
        _awaiting = null;
        _awaited = [];
        _firstOpen = 0;
        _next = _operations.Count;
        foreach (var window in _windows)
        {
            window.IsClosed = true;
        }
    }

    private void NoteReading(Awaited awaited, Step chosen)
    {
        if (awaited.Expectation.Step is OneOf { Reading: { } reading })
        {
            NoteReadings([new ReadingSeen(reading, chosen.Label)]);
        }
    }

    /// <summary>Whether somebody sends what one reading asks for and another one does not.</summary>
    private void NoteOwed(Step step, bool hasCome)
    {
        if (step is Arrow { Passing: false } arrow && arrow.Message.OwedUnless(Case.Assignment.Seat) is var (reading, alternative))
        {
            NoteReadings([new ReadingSeen(reading, hasCome ? Ledger.Readings.Get(reading).Alternatives[0].Name : alternative)]);
        }
    }

    /// <summary>A case says once what it has seen.</summary>
    private void NoteReadings(IEnumerable<ReadingSeen> seen) => _readings.AddRange(seen.Except(_readings).ToArray());
}
