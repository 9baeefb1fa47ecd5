using BenchmarkDotNet.Attributes;
using Conformance.Wire;
using Conformance.Wire.Cpim;
using Conformance.Wire.Sip;

namespace Conformance.Bench;

/// <summary>The parsing of one 720-byte MESSAGE, in steps.</summary>
[MemoryDiagnoser]
public class ParsingBenchmarks
{
    private readonly byte[] _message = Sample.Message;
    private readonly SipMessage _parsed = SipMessage.Parse(Sample.Message);

    /// <summary>SIP fields delimited, nothing read.</summary>
    [Benchmark]
    public ReadStatus Delimit() => SipMessage.TryParse(_message, SipFraming.Stream, out _, out _, out _);

    /// <summary>The CPIM part alone.</summary>
    [Benchmark]
    public bool OpenCpim() => CpimMessage.TryParse(_parsed.Body, CpimReading.Strict, out _, out _);

    /// <summary>All that <c>parse</c> measures.</summary>
    [Benchmark(Baseline = true)]
    public int Open() => Sample.Open(_message);
}
