"""Rules: the triggers and views of ``kg/frames``, checked, compiled and matched."""
