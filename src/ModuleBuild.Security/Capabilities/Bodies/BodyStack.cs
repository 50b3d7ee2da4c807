namespace ModuleBuild.Security.Capabilities.Bodies;

/// <summary>
/// The evaluation stack while a body is read once from top to bottom. Where ways join, what is the same on all of them is kept.
/// </summary>
internal sealed class BodyStack
{
    private readonly List<Value> _values = [];
    private readonly Dictionary<int, Value[]> _joins = [];
    private readonly Dictionary<int, Value> _locals = [];
    private readonly HashSet<int> _changing = [];
    private readonly Dictionary<int, InterpolatedText> _texts = [];

    /// <summary>Makes it ready for another body.</summary>
    public void Clear()
    {
        _values.Clear();
        _joins.Clear();
        _locals.Clear();
        _changing.Clear();
        _texts.Clear();
    }

    /// <summary>Puts a value on it.</summary>
    public void Push(Value value) => _values.Add(value);

    /// <summary>Takes a value from it; an unknown one where it is empty, as in bodies that are not right.</summary>
    public Value Pop()
    {
        if (_values.Count == 0)
        {
            return default;
        }

        var value = _values[^1];
        _values.RemoveAt(_values.Count - 1);
        return value;
    }

    /// <summary>Takes several values, the deepest first.</summary>
    public Value[] Pop(int count)
    {
        var values = new Value[count];
        for (var at = count - 1; at >= 0; at--)
        {
            values[at] = Pop();
        }

        return values;
    }

    /// <summary>A branch leads from here to a place behind it.</summary>
    public void BranchTo(int target)
    {
        if (_joins.TryGetValue(target, out var there))
        {
            KeepCommon(there);
        }
        else
        {
            _joins.Add(target, [.. _values]);
        }
    }

    /// <summary>Comes to a place: forgets what is not the same on all ways that lead there.</summary>
    /// <param name="offset">The place.</param>
    /// <param name="isReached">Whether the instruction before leads here.</param>
    public void Enter(int offset, bool isReached)
    {
        if (_joins.TryGetValue(offset, out var there))
        {
            if (isReached)
            {
                KeepCommon(there);
            }

            _values.Clear();
            _values.AddRange(there);
        }
        else if (!isReached)
        {
            _values.Clear();
        }
    }

    /// <summary>Stores to a local; one that is stored to twice is not constant.</summary>
    public void Store(int local, Value value)
    {
        if (_changing.Contains(local))
        {
            return;
        }

        if (!_locals.TryAdd(local, value))
        {
            Forget(local);
        }
    }

    /// <summary>The address of a local, which may change from here on: what is written to it counts where it is a text that is put together.</summary>
    public Value Address(int local)
    {
        Forget(local);
        if (!_texts.TryGetValue(local, out var text))
        {
            _texts.Add(local, text = new InterpolatedText());
        }

        return new Value(ValueKind.Unknown, Object: text);
    }

    private void Forget(int local)
    {
        _locals.Remove(local);
        _changing.Add(local);
    }

    /// <summary>What is known of a local.</summary>
    public Value Load(int local) => _locals.GetValueOrDefault(local);

    private void KeepCommon(Value[] there)
    {
        for (var at = 0; at < there.Length; at++)
        {
            if (at >= _values.Count || there[at] != _values[at])
            {
                there[at] = default;
            }
        }
    }
}
