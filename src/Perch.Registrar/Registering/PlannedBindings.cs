namespace Perch.Registrar;

/// <summary>The bindings of a device while a REGISTER is applied: what is new first, as listed, then what stays.</summary>
/// <param name="before">Never written to: readers have it.</param>
/// <param name="adding">How many will be added.</param>
internal ref struct PlannedBindings(DeviceBinding[] before, int adding)
{
    // Made at the first change, because most REGISTERs make none.
    private DeviceBinding[]? _slots;
    private int _added;
    private int _removed;

    public void Add(DeviceBinding binding) => Slots()[_added++] = binding;

    public void Replace(int known, DeviceBinding binding) => Slots()[adding + known] = binding;

    public void Remove(int known)
    {
        Slots()[adding + known] = null!;
        _removed++;
    }

    /// <summary>The very array that was where nothing changed.</summary>
    public readonly DeviceBinding[] Result() =>
        _slots is null ? before : _removed == 0 ? _slots! : Array.FindAll(_slots!, static slot => slot is not null);

    private DeviceBinding[] Slots()
    {
        if (_slots is null)
        {
            _slots = new DeviceBinding[adding + before.Length];
            before.CopyTo(_slots, adding);
        }

        return _slots;
    }
}
